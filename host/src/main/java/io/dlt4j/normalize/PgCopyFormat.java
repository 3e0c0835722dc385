package io.dlt4j.normalize;

import io.dlt4j.api.format.FileFormat;
import io.dlt4j.api.format.FileFormatProvider;
import io.dlt4j.api.format.FileFormatWriter;
import io.dlt4j.api.schema.ColumnSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The {@code pgcopy} format: the binary COPY stream of PostgreSQL, whole, from its header to its trailer.
 *
 * <p>The header names the columns ({@link io.dlt4j.api.format.PgCopyHeader}). Fields have the binary form of the type that the
 * column has in PostgreSQL:
 *
 * <table>
 * <caption>Types</caption>
 * <tr><th>column</th><th>PostgreSQL</th></tr>
 * <tr><td>bigint</td><td>{@code int8}; of precision up to 16 {@code int2}, up to 32 {@code int4}</td></tr>
 * <tr><td>double, bool</td><td>{@code float8}, {@code bool}</td></tr>
 * <tr><td>decimal, wei</td><td>{@code numeric}</td></tr>
 * <tr><td>text, json, binary</td><td>{@code text}, {@code jsonb}, {@code bytea}</td></tr>
 * <tr><td>timestamp</td><td>{@code timestamptz}, with {@code timezone: false} {@code timestamp}</td></tr>
 * <tr><td>date, time</td><td>{@code date}, {@code time}</td></tr>
 * </table>
 *
 * <p>Decimals have the digits that they come with; PostgreSQL brings them to the scale of the column.
 */
public final class PgCopyFormat implements FileFormatProvider {

    /** A provider; all are the same. */
    public PgCopyFormat() {}

    @Override
    public FileFormat format() {
        return FileFormat.PGCOPY;
    }

    @Override
    public FileFormatWriter openWriter(Path file, List<ColumnSchema> columns) throws IOException {
        return new PgCopyWriter(file, columns);
    }
}
