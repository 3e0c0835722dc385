package io.dlt4j.destination.postgres;

import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.TableSchema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Files of comma-separated values. The server parses them, straight into the types that the columns have. */
record CsvCopy(Connection connection, PostgresDialect dialect, CsvFormat format) {

    void load(InputStream content, CastingInsert insert, TableSchema table) throws SQLException, IOException {
        Map<String, CastingInsert.Column> known = insert.columns();
        List<String> columns = format.header() ? header(content) : schemaColumns(table);
        if (columns.isEmpty()) {
            return;
        }
        columns.forEach(column -> insert.require(known, column));
        String sql =
                "COPY " + insert.target() + " (" + identifiers(columns) + ") FROM STDIN WITH (FORMAT csv, DELIMITER "
                        + dialect.literal(format.delimiter()) + ", NULL ''" + forceNull(columns, table) + ", ENCODING "
                        + dialect.literal(format.encoding()) + ")";
        PostgresIngestion.copy(connection, sql, content);
    }

    /** As the reference has it: in a column that may be null the empty text is null, with quotes or without. */
    private String forceNull(List<String> columns, TableSchema table) {
        List<String> nullable = columns.stream()
                .filter(name -> table.columns().containsKey(name)
                        && table.columns().get(name).isNullable())
                .toList();
        return nullable.isEmpty() ? "" : ", FORCE_NULL (" + identifiers(nullable) + ")";
    }

    private String identifiers(List<String> names) {
        return names.stream().map(dialect::identifier).collect(Collectors.joining(", "));
    }

    private static List<String> schemaColumns(TableSchema table) {
        return table.columns().values().stream()
                .filter(ColumnSchema::isComplete)
                .map(ColumnSchema::name)
                .toList();
    }

    /** The names of the first line; the stream is at the second one then. */
    private List<String> header(InputStream content) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        boolean quoted = false;
        int next = content.read();
        while (next >= 0 && (quoted || next != '\n')) {
            quoted ^= next == '"';
            line.write(next);
            next = content.read();
        }
        return names(line.toString(charset()).strip());
    }

    private List<String> names(String line) {
        List<String> names = new ArrayList<>();
        StringBuilder name = new StringBuilder();
        boolean quoted = false;
        for (int at = 0; at < line.length(); at++) {
            char character = line.charAt(at);
            if (character == '"') {
                boolean doubled = quoted && at + 1 < line.length() && line.charAt(at + 1) == '"';
                if (doubled) {
                    name.append('"');
                    at++;
                } else {
                    quoted = !quoted;
                }
            } else if (!quoted && format.delimiter().charAt(0) == character) {
                names.add(name.toString());
                name.setLength(0);
            } else {
                name.append(character);
            }
        }
        if (!line.isEmpty()) {
            names.add(name.toString());
        }
        return names;
    }

    private Charset charset() throws IOException {
        try {
            return Charset.forName(format.encoding());
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new IOException("csv_format.encoding '" + format.encoding() + "' is unknown", e);
        }
    }
}
