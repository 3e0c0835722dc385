package io.dlt4j.sink;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * What one call of a sink function gets: rows, or where the batch size is 0 the file that holds them. Immutable.
 *
 * <p>A row maps column names to values, in the order of the file; columns without a value are left out. Values are
 * {@code Boolean}, {@code Long}, {@code Double}, {@code BigDecimal} (decimal and wei), {@code String}, {@code byte[]},
 * {@code OffsetDateTime} (a timestamp; {@code LocalDateTime} if its column has no time zone), {@code LocalDate},
 * {@code LocalTime}, and for json lists, maps and what JSON has.
 */
public final class SinkBatch implements Iterable<Map<String, Object>> {

    private final SinkBatchKey key;
    private final List<Map<String, Object>> rows;
    private final Path file;

    SinkBatch(SinkBatchKey key, List<Map<String, Object>> rows, Path file) {
        this.key = requireNonNull(key, "key is null");
        this.rows = List.copyOf(rows);
        this.file = requireNonNull(file, "file is null");
    }

    /** Identifies the call, and every repetition of it. */
    public SinkBatchKey key() {
        return key;
    }

    /** The rows; empty where the batch size is 0. */
    public List<Map<String, Object>> rows() {
        return rows;
    }

    /** The job file that the rows are from; it goes when the load is complete. */
    public Path file() {
        return file;
    }

    @Override
    public Iterator<Map<String, Object>> iterator() {
        return rows.iterator();
    }

    @Override
    public String toString() {
        return key + " with " + rows.size() + " rows";
    }
}
