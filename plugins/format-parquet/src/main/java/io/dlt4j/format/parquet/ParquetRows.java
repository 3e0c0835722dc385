package io.dlt4j.format.parquet;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.format.FileFormatReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/**
 * Reads anybody's Parquet file. Holds the pages of one row group at a time, as they lie in the file. Not thread-safe.
 */
final class ParquetRows implements FileFormatReader {

    private final Path file;
    private final ParquetFileReader reader;
    private final MessageType schema;
    private final MessageColumnIO columns;
    private @Nullable RecordReader<Group> group;
    private long left;

    private ParquetRows(Path file, ParquetFileReader reader) {
        this.file = file;
        this.reader = reader;
        this.schema = reader.getFooter().getFileMetaData().getSchema();
        this.columns = new ColumnIOFactory().getColumnIO(schema);
    }

    static ParquetRows open(Path file) throws IOException {
        ParquetReadOptions options = ParquetReadOptions.builder(new PlainParquetConfiguration())
                .withCodecFactory(new Decompression())
                .build();
        try {
            return new ParquetRows(file, ParquetFileReader.open(new LocalInputFile(file), options));
        } catch (RuntimeException e) {
            throw unreadable(file, e);
        }
    }

    @Override
    public List<Map<String, @Nullable Object>> read(int atMost) throws IOException {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>(Math.min(atMost, 1024));
        try {
            while (rows.size() < atMost && advance()) {
                RecordReader<Group> records = java.util.Objects.requireNonNull(group, "no row group");
                rows.add(ParquetValues.struct(records.read()));
                left--;
            }
        } catch (RuntimeException e) {
            throw e instanceof DltException ? e : unreadable(file, e);
        }
        return rows;
    }

    /** Whether there is another row; opens the next row group if it is needed. */
    private boolean advance() throws IOException {
        while (left == 0) {
            PageReadStore pages = reader.readNextRowGroup();
            if (pages == null) {
                return false;
            }
            left = pages.getRowCount();
            group = columns.getRecordReader(pages, new GroupRecordConverter(schema));
        }
        return true;
    }

    private static DltException unreadable(Path file, RuntimeException failure) {
        return new DltException(
                ParquetError.PARQUET_UNREADABLE,
                "The file " + file + " cannot be read as Parquet: " + failure.getMessage() + ".",
                "Check that it is complete, not encrypted, and Parquet at all.",
                failure);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
