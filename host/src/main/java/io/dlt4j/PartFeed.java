package io.dlt4j;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.format.FileFormat;
import io.dlt4j.api.format.FileFormatProvider;
import io.dlt4j.api.format.FileFormatReader;
import io.dlt4j.extract.ItemParts;
import io.dlt4j.extract.PartSource;
import io.dlt4j.extract.SourceFile;
import io.dlt4j.extract.SourceFiles;
import io.dlt4j.extract.SourceKind;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The parts of a resource that is text: file after file, one open at a time. */
final class PartFeed implements Closeable {

    /** Opens the next source of parts. */
    @FunctionalInterface
    private interface Opening {
        PartSource open() throws IOException;
    }

    private final Iterator<Opening> sources;
    private @Nullable PartSource current;

    private PartFeed(List<Opening> sources) {
        this.sources = sources.iterator();
    }

    /** The parts of text content; {@code origin} names text that is in no file. */
    static PartFeed open(Content content, String origin, Setup setup) throws IOException {
        int partBytes = setup.options().partBytes();
        if (content instanceof Content.Text text) {
            byte[] json = text.json().getBytes(StandardCharsets.UTF_8);
            return new PartFeed(
                    List.of(() -> PartSource.of(new ByteArrayInputStream(json), SourceKind.JSON, origin, partBytes)));
        }
        if (content instanceof Content.Found found) {
            return of(found.finder(), found.files(), setup);
        }
        if (content instanceof Content.Files wanted) {
            SourceFiles finder = new SourceFiles(setup.context().runDir(), System.in);
            return of(finder, finder.resolve(wanted.sources(), Optional.empty()), setup);
        }
        throw new IllegalArgumentException("not text: " + content);
    }

    private static PartFeed of(SourceFiles finder, List<SourceFile> files, Setup setup) {
        return new PartFeed(files.stream()
                .<Opening>map(file -> () -> open(finder, file, setup))
                .toList());
    }

    private static PartSource open(SourceFiles finder, SourceFile file, Setup setup) throws IOException {
        int partBytes = setup.options().partBytes();
        if (file.kind() != SourceKind.PARQUET || file.path().isEmpty()) {
            return finder.open(file, partBytes);
        }
        String format = FileFormat.PARQUET.name();
        Optional<FileFormatProvider> provider = setup.plugins().format(format);
        Optional<FileFormatReader> reader = provider.isEmpty()
                ? Optional.empty()
                : provider.get().openReader(file.path().get());
        return ItemParts.of(
                reader.orElseThrow(() -> new DltException(
                        PipelineError.PIPELINE_FORMAT_UNUSABLE,
                        "Source '" + file.origin() + "' is Parquet, and no plugin here reads that format. Looked in: "
                                + setup.plugins().searched() + ".",
                        "Add io.dlt4j:dlt4j-format-parquet:" + Product.VERSION
                                + " to the class path, or put the plugin's folder 'parquet' into a plugin directory such"
                                + " as ~/.dlt/plugins.")),
                file.origin(),
                partBytes);
    }

    /** The next source, which is closed when the one after it is asked for. */
    Optional<PartSource> next() throws IOException {
        close();
        if (!sources.hasNext()) {
            return Optional.empty();
        }
        PartSource next = sources.next().open();
        current = next;
        return Optional.of(next);
    }

    @Override
    public void close() throws IOException {
        if (current != null) {
            current.close();
            current = null;
        }
    }
}
