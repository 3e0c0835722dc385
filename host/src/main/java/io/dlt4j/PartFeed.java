package io.dlt4j;

import io.dlt4j.extract.PartSource;
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

    static PartFeed open(Resource resource, Setup setup) throws IOException {
        int partBytes = setup.options().partBytes();
        if (resource.content() instanceof Content.Text text) {
            byte[] json = text.json().getBytes(StandardCharsets.UTF_8);
            return new PartFeed(List.of(() -> PartSource.of(
                    new ByteArrayInputStream(json), SourceKind.JSON, "resource " + resource.name(), partBytes)));
        }
        List<String> names = resource.content() instanceof Content.Files wanted ? wanted.sources() : List.of();
        SourceFiles files = new SourceFiles(setup.context().runDir(), System.in);
        return new PartFeed(files.resolve(names, Optional.empty()).stream()
                .<Opening>map(file -> () -> files.open(file, partBytes))
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
