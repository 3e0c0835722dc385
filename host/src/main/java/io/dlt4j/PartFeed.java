package io.dlt4j;

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
            return of(found.finder(), found.files(), partBytes);
        }
        if (content instanceof Content.Files wanted) {
            SourceFiles finder = new SourceFiles(setup.context().runDir(), System.in);
            return of(finder, finder.resolve(wanted.sources(), Optional.empty()), partBytes);
        }
        throw new IllegalArgumentException("not text: " + content);
    }

    private static PartFeed of(SourceFiles finder, List<SourceFile> files, int partBytes) {
        return new PartFeed(files.stream()
                .<Opening>map(file -> () -> finder.open(file, partBytes))
                .toList());
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
