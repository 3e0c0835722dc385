package io.dlt4j.extract;

import io.dlt4j.incremental.CursorRun;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** The parts of a source without the items that a cursor does not admit. */
final class AdmittedParts implements PartSource {

    private final PartSource source;
    private final ItemFilter filter;

    AdmittedParts(PartSource source, CursorRun cursor) {
        this.source = source;
        this.filter = new ItemFilter(cursor);
    }

    @Override
    public Optional<Part> next() throws IOException {
        while (!filter.isFinished()) {
            Optional<Part> next = source.next();
            if (next.isEmpty()) {
                return next;
            }
            Part part = next.get();
            int length = filter.filter(
                    part.bytes(),
                    0,
                    part.length(),
                    part.form(),
                    new ItemFilter.Place(part.origin(), "line", part.firstLine()));
            if (length > 0) {
                return Optional.of(new Part(part.bytes(), length, part.form(), part.origin(), part.firstLine(), -1));
            }
            source.recycle(part);
        }
        return Optional.empty();
    }

    @Override
    public void recycle(Part part) {
        source.recycle(part);
    }

    @Override
    public Map<String, String> columnHints() {
        return source.columnHints();
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
