package io.dlt4j.normalize;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import io.dlt4j.api.format.BytesVector;
import io.dlt4j.api.format.ColumnBatch;
import io.dlt4j.api.format.ColumnVector;
import io.dlt4j.api.format.DecimalVector;
import io.dlt4j.api.format.DoubleVector;
import io.dlt4j.api.format.FileFormat;
import io.dlt4j.api.format.FileFormatProvider;
import io.dlt4j.api.format.FileFormatWriter;
import io.dlt4j.api.format.LongVector;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.DataType;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * JSON Lines job files: one compact object a row, keys without a value left out, values as dlt writes them. Every destination
 * can take these, so this is what is written for one that is not known yet.
 */
public final class JsonlFormat implements FileFormatProvider {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int BUFFER = 1 << 16;

    private final boolean compressed;

    /** Files are not compressed. */
    public JsonlFormat() {
        this(false);
    }

    /**
     * @param compressed whether files are compressed with gzip
     */
    public JsonlFormat(boolean compressed) {
        this.compressed = compressed;
    }

    @Override
    public FileFormat format() {
        return FileFormat.JSONL;
    }

    @Override
    public String extension() {
        return compressed ? "jsonl.gz" : "jsonl";
    }

    @Override
    public FileFormatWriter openWriter(Path file, List<ColumnSchema> columns) throws IOException {
        return new Writer(file, columns, compressed);
    }

    private static final class Writer implements FileFormatWriter {

        private final FileChannel channel;
        private final @Nullable FastGzip gzip;
        private final JsonGenerator json;
        private final List<ColumnSchema> columns;
        private final SerializedString[] names;

        Writer(Path file, List<ColumnSchema> columns, boolean compressed) throws IOException {
            this.channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
            this.gzip = compressed ? new FastGzip(out) : null;
            this.json = JSON.createGenerator(gzip != null ? gzip : out);
            json.setRootValueSeparator(null);
            this.columns = List.copyOf(columns);
            this.names = columns.stream()
                    .map(column -> new SerializedString(column.name()))
                    .toArray(SerializedString[]::new);
        }

        @Override
        public void write(ColumnBatch batch) throws IOException {
            for (int row = 0; row < batch.rows(); row++) {
                json.writeStartObject();
                for (int index = 0; index < names.length; index++) {
                    ColumnVector vector = batch.columns().get(index);
                    if (!vector.isNull(row)) {
                        json.writeFieldName(names[index]);
                        cell(columns.get(index), vector, row);
                    }
                }
                json.writeEndObject();
                json.writeRaw('\n');
            }
        }

        private void cell(ColumnSchema column, ColumnVector vector, int row) throws IOException {
            DataType type = column.dataType().orElseThrow();
            if (vector instanceof DoubleVector doubles) {
                json.writeNumber(doubles.value(row));
            } else if (vector instanceof DecimalVector decimals) {
                json.writeString(decimals.value(row).toString());
            } else if (vector instanceof BytesVector bytes) {
                bytes(type, bytes, row);
            } else if (vector instanceof LongVector longs) {
                number(column, type, longs.value(row));
            }
        }

        private void bytes(DataType type, BytesVector bytes, int row) throws IOException {
            if (type == DataType.JSON) {
                json.writeRawValue(bytes.text(row));
            } else if (type == DataType.BINARY) {
                json.writeString(Base64.getEncoder().encodeToString(bytes.value(row)));
            } else {
                json.writeUTF8String(bytes.data(), bytes.startOf(row), bytes.length(row));
            }
        }

        private void number(ColumnSchema column, DataType type, long value) throws IOException {
            switch (type) {
                case BOOL -> json.writeBoolean(value != 0);
                case TIMESTAMP -> json.writeString(IsoText.text(new Timestamp(value, column.hasTimezone(), 0)));
                case DATE ->
                    json.writeString(java.time.LocalDate.ofEpochDay(value).toString());
                case TIME -> json.writeString(IsoText.text(java.time.LocalTime.ofNanoOfDay(value * 1000)));
                default -> json.writeNumber(value);
            }
        }

        @Override
        public void finish() throws IOException {
            json.flush();
            if (gzip != null) {
                gzip.finish();
                gzip.flush();
            }
            channel.force(true);
            close();
        }

        @Override
        public void close() throws IOException {
            if (gzip != null) {
                gzip.release();
            }
            channel.close();
        }
    }
}
