package io.dlt4j.format.parquet;

import io.dlt4j.api.format.FileFormat;
import io.dlt4j.api.format.FileFormatProvider;
import io.dlt4j.api.format.FileFormatReader;
import io.dlt4j.api.format.FileFormatWriter;
import io.dlt4j.api.schema.ColumnSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The {@code parquet} format: Parquet with data pages of version 1, readable by every Parquet reader. Pages are compressed with
 * Snappy, as the reference does it, for destinations that keep the files; not where an engine on this machine reads them once,
 * nor texts that a sample shows to be random.
 *
 * <p>A batch becomes one row group, or several of at most 122,880 rows and 32 MiB of values, or of one row. Besides the batch a writer holds up to 1.5 MiB
 * and the footer, which grows by some 60 bytes a column and row group.
 *
 * <p>The columns of the file have the order and the names of the schema and these types:
 *
 * <table>
 * <caption>Types</caption>
 * <tr><th>column</th><th>Parquet</th></tr>
 * <tr><td>text, json</td><td>BYTE_ARRAY, STRING</td></tr>
 * <tr><td>binary</td><td>BYTE_ARRAY</td></tr>
 * <tr><td>double, bool</td><td>DOUBLE, BOOLEAN</td></tr>
 * <tr><td>bigint</td><td>INT64; of precision up to 8, 16 or 32: INT32, INT(8, 16 or 32, signed)</td></tr>
 * <tr><td>timestamp</td><td>INT64, TIMESTAMP in milliseconds (precision up to 3), microseconds (up to 6, or none) or
 * nanoseconds; adjusted to UTC unless the column says {@code timezone: false}. What is finer than the unit is cut
 * off</td></tr>
 * <tr><td>date, time</td><td>INT32, DATE; INT64, TIME in microseconds, not adjusted to UTC</td></tr>
 * <tr><td>decimal, wei</td><td>DECIMAL as INT64 (precision up to 18) or as FIXED_LEN_BYTE_ARRAY; more than 76 digits
 * are brought to 76, at the expense of the scale</td></tr>
 * </table>
 */
public final class ParquetFormat implements FileFormatProvider {

    private final Compression compression;

    /** For {@link java.util.ServiceLoader}. */
    public ParquetFormat() {
        this(Compression.SNAPPY);
    }

    private ParquetFormat(Compression compression) {
        this.compression = compression;
    }

    @Override
    public FileFormatProvider compressed(boolean wanted) {
        return new ParquetFormat(wanted ? Compression.SNAPPY : Compression.UNCOMPRESSED);
    }

    @Override
    public FileFormat format() {
        return FileFormat.PARQUET;
    }

    /**
     * {@inheritDoc}
     *
     * <p>Structs become maps, lists lists, and maps maps whose keys are texts.
     *
     * @throws io.dlt4j.api.error.DltException {@code PARQUET_UNREADABLE} if the file is not Parquet, or broken
     */
    @Override
    public Optional<FileFormatReader> openReader(Path file) throws IOException {
        return Optional.of(ParquetRows.open(file));
    }

    /**
     * {@inheritDoc}
     *
     * @throws io.dlt4j.api.error.DltException {@code PARQUET_COLUMN_TYPE} if a column has a type that is not in the
     *     table above, or is a decimal without precision. Writing throws {@code PARQUET_NULL_VALUE} for a null in a
     *     column that is not nullable, {@code PARQUET_VALUE_TOO_LARGE} and {@code PARQUET_VALUE_INEXACT} for a value
     *     that its type cannot hold
     */
    @Override
    public FileFormatWriter openWriter(Path file, List<ColumnSchema> columns) throws IOException {
        return ParquetWriter.open(file, columns, compression);
    }
}
