package io.dlt4j.api.format;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of one file as items, in their order. Not thread-safe.
 *
 * <p>An item's values are what a program would give: {@code String}, {@code Boolean}, {@code Integer}, {@code Long}, {@code
 * Double}, {@code java.math.BigDecimal}, {@code byte[]}, {@code java.time.Instant} for a point in time, {@code LocalDateTime},
 * {@code LocalDate}, {@code LocalTime}, {@code java.util.UUID}, lists and maps of these, and {@code null}.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface FileFormatReader extends Closeable {

    /**
     * The next rows; memory is bounded by their number and by what the format keeps together.
     *
     * @param atMost at least 1
     * @return empty at the end
     */
    List<Map<String, @Nullable Object>> read(int atMost) throws IOException;

    /** Releases the file; safe to call twice. */
    @Override
    void close() throws IOException;
}
