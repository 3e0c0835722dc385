package io.dlt4j.normalize;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.format.FileFormat;
import io.dlt4j.api.format.FileFormatProvider;
import io.dlt4j.api.format.FileFormatWriter;
import io.dlt4j.api.schema.ColumnSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The {@code csv} format as dlt writes it: UTF-8, quotes doubled, timestamps with a blank between date and time, {@code True}
 * and {@code False}, JSON documents and bytes as text. Unless values are quoted only where it cannot be helped, null looks
 * like an empty text.
 */
public final class CsvFormat implements FileFormatProvider {

    private final CsvOptions options;
    private final boolean compressed;

    /**
     * @param compressed whether files are compressed with gzip
     */
    public CsvFormat(CsvOptions options, boolean compressed) {
        this.options = requireNonNull(options, "options is null");
        this.compressed = compressed;
    }

    @Override
    public FileFormat format() {
        return FileFormat.CSV;
    }

    @Override
    public String extension() {
        return compressed ? "csv.gz" : "csv";
    }

    @Override
    public boolean writesEmptyColumns() {
        return true;
    }

    @Override
    public FileFormatWriter openWriter(Path file, List<ColumnSchema> columns) throws IOException {
        return new CsvWriter(new TextOutput(file, compressed), columns, options);
    }
}
