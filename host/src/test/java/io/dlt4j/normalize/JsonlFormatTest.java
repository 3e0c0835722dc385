package io.dlt4j.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import io.dlt4j.api.format.ColumnBatch;
import io.dlt4j.api.format.FileFormatWriter;
import io.dlt4j.api.format.LongVector;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.DataType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonlFormatTest {

    private static final String ROWS = "{\"id\":7}\n{}\n{\"id\":9}\n";

    @TempDir
    private Path directory;

    @Test
    void writesOneObjectALine() throws IOException {
        JsonlFormat plain = new JsonlFormat(false);
        assertThat(plain.extension()).isEqualTo("jsonl");
        assertThat(written(plain, 3)).asString().isEqualTo(ROWS);
    }

    @Test
    void compressesWhatItWouldWriteOtherwise() throws IOException {
        JsonlFormat compressed = new JsonlFormat(true);
        assertThat(compressed.extension()).isEqualTo("jsonl.gz");
        assertThat(compressed.format()).isEqualTo(new JsonlFormat(false).format());
        assertThat(unzipped(written(compressed, 3))).isEqualTo(ROWS);
    }

    @Test
    void aCompressedFileWithoutRowsIsWholeToo() throws IOException {
        byte[] file = written(new JsonlFormat(true), 0);
        assertThat(file).isNotEmpty();
        assertThat(unzipped(file)).isEmpty();
    }

    private byte[] written(JsonlFormat format, int rows) throws IOException {
        Path file = directory.resolve("f." + format.extension());
        ColumnSchema id = ColumnSchema.of("id", DataType.BIGINT);
        LongVector ids = new LongVector();
        ids.append(7);
        ids.padTo(2);
        ids.append(9);
        try (FileFormatWriter writer = format.openWriter(file, List.of(id))) {
            if (rows > 0) {
                writer.write(new ColumnBatch(rows, List.of(ids)));
            }
            writer.finish();
        }
        return Files.readAllBytes(file);
    }

    private static String unzipped(byte[] file) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(file))) {
            return new String(in.readAllBytes());
        }
    }
}
