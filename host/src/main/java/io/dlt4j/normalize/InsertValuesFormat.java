package io.dlt4j.normalize;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.capability.SqlLiterals;
import io.dlt4j.api.format.FileFormat;
import io.dlt4j.api.format.FileFormatProvider;
import io.dlt4j.api.format.FileFormatWriter;
import io.dlt4j.api.schema.ColumnSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The {@code insert_values} format: one INSERT statement a file, a row a line at most, with <code>{}</code> in place of the
 * table. A file without rows ends after {@code VALUES}.
 */
public final class InsertValuesFormat implements FileFormatProvider {

    private final SqlLiterals literals;
    private final boolean compressed;

    /**
     * @param literals how values are written
     * @param compressed whether files are compressed with gzip
     */
    public InsertValuesFormat(SqlLiterals literals, boolean compressed) {
        this.literals = requireNonNull(literals, "literals is null");
        this.compressed = compressed;
    }

    @Override
    public FileFormat format() {
        return FileFormat.INSERT_VALUES;
    }

    @Override
    public String extension() {
        return compressed ? "insert_values.gz" : "insert_values";
    }

    @Override
    public boolean writesEmptyColumns() {
        return true;
    }

    @Override
    public FileFormatWriter openWriter(Path file, List<ColumnSchema> columns) throws IOException {
        return new InsertValuesWriter(new TextOutput(file, compressed), columns, literals);
    }
}
