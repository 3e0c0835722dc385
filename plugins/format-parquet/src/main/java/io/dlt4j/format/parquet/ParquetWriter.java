package io.dlt4j.format.parquet;

import io.dlt4j.api.ApiVersion;
import io.dlt4j.api.format.BytesVector;
import io.dlt4j.api.format.ColumnBatch;
import io.dlt4j.api.format.ColumnVector;
import io.dlt4j.api.format.FileFormatWriter;
import io.dlt4j.api.schema.ColumnSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Writes a Parquet file: magic, the column chunks of each row group, footer, length of the footer, magic.
 *
 * <p>No lambda and no concatenation where nothing is wrong: the first of each costs a new JVM some milliseconds.
 */
final class ParquetWriter implements FileFormatWriter {

    /** DuckDB's own row group: what one thread of it reads. */
    static final int ROW_GROUP_ROWS = 122_880;

    /** What a row group's values take at the most, unless it is a single row: some readers hold one in memory, decompressed. */
    static final long ROW_GROUP_BYTES = 32L << 20;

    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ROOT_NAME = "schema".getBytes(StandardCharsets.US_ASCII);
    private static final String CREATOR = "dlt4j version ";
    private static final int FORMAT_VERSION = 2;

    private final FileOutput out;
    private final List<ParquetColumn> columns;
    private final List<ColumnWriter> writers;
    private final ThriftWriter rowGroups = new ThriftWriter();
    private int rowGroupCount;
    private long rowCount;
    private boolean usable = true;

    private ParquetWriter(FileOutput out, List<ParquetColumn> columns, Compression compression) {
        this.out = out;
        this.columns = columns;
        PageWriter pages = new PageWriter(out, compression);
        this.writers = new ArrayList<>(columns.size());
        for (ParquetColumn column : columns) {
            writers.add(ColumnWriter.of(column, pages));
        }
    }

    static ParquetWriter open(Path file, List<ColumnSchema> schema, Compression compression) throws IOException {
        if (schema.isEmpty()) {
            throw new IllegalArgumentException("a Parquet file needs a column: " + file);
        }
        List<ParquetColumn> columns = new ArrayList<>(schema.size());
        for (ColumnSchema column : schema) {
            columns.add(ParquetColumn.of(column));
        }
        FileOutput out = new FileOutput(file);
        out.putBytes(MAGIC, 0, MAGIC.length);
        return new ParquetWriter(out, columns, compression);
    }

    @Override
    public void write(ColumnBatch batch) throws IOException {
        if (batch.columns().size() != columns.size()) {
            throw new IllegalArgumentException(
                    "batch has " + batch.columns().size() + " columns, not " + columns.size());
        }
        checkUsable();
        // stays so if a column throws: the file then ends within a row group
        usable = false;
        int from = 0;
        while (from < batch.rows()) {
            int to = rowGroupEnd(batch, from);
            writeRowGroup(batch, from, to);
            from = to;
        }
        usable = true;
    }

    private static int rowGroupEnd(ColumnBatch batch, int from) {
        int to = Math.min(batch.rows(), from + ROW_GROUP_ROWS);
        while (to - from > 1 && valueBytes(batch, from, to) > ROW_GROUP_BYTES) {
            to = from + (to - from) / 2;
        }
        return to;
    }

    private static long valueBytes(ColumnBatch batch, int from, int to) {
        long bytes = 0;
        for (ColumnVector column : batch.columns()) {
            bytes += column instanceof BytesVector texts
                    ? texts.startOf(to) - texts.startOf(from)
                    : (long) (to - from) * Long.BYTES;
        }
        return bytes;
    }

    private void writeRowGroup(ColumnBatch batch, int from, int to) throws IOException {
        long bytes = 0;
        rowGroups.begin();
        rowGroups.list(1, ThriftWriter.STRUCT, columns.size());
        for (int index = 0; index < columns.size(); index++) {
            ColumnChunk chunk = writers.get(index).write(batch.columns().get(index), from, to);
            chunk.write(columns.get(index), rowGroups);
            bytes += chunk.uncompressedSize();
        }
        rowGroups.int64(2, bytes);
        rowGroups.int64(3, to - from);
        rowGroups.end();
        rowGroupCount++;
        rowCount += to - from;
    }

    @Override
    public void finish() throws IOException {
        checkUsable();
        usable = false;
        long start = out.offset();
        writeFooter();
        out.putInt(Math.toIntExact(out.offset() - start));
        out.putBytes(MAGIC, 0, MAGIC.length);
        out.force();
    }

    /** {@code FileMetaData} of parquet.thrift. */
    private void writeFooter() throws IOException {
        ThriftWriter thrift = new ThriftWriter();
        thrift.begin();
        thrift.int32(1, FORMAT_VERSION);
        thrift.list(2, ThriftWriter.STRUCT, columns.size() + 1);
        thrift.begin();
        thrift.binary(4, ROOT_NAME);
        thrift.int32(5, columns.size());
        thrift.end();
        for (ParquetColumn column : columns) {
            column.writeSchema(thrift);
        }
        thrift.int64(3, rowCount);
        thrift.list(4, ThriftWriter.STRUCT, rowGroupCount);
        thrift.drainTo(out);
        rowGroups.drainTo(out);
        thrift.binary(6, createdBy().getBytes(StandardCharsets.UTF_8));
        thrift.end();
        thrift.drainTo(out);
    }

    private static String createdBy() {
        String version = ParquetWriter.class.getPackage().getImplementationVersion();
        return CREATOR.concat(Objects.requireNonNullElse(version, ApiVersion.CURRENT));
    }

    private void checkUsable() {
        if (!usable) {
            throw new IllegalStateException("the file is finished, closed, or was left by a write that failed");
        }
    }

    @Override
    public void close() throws IOException {
        usable = false;
        out.close();
    }
}
