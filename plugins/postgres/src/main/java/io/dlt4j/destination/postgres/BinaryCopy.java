package io.dlt4j.destination.postgres;

import io.dlt4j.api.format.PgCopyHeader;
import io.dlt4j.api.load.JobFile;
import io.dlt4j.support.sql.Sql;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Files that are a binary COPY stream. They go straight into the table if its columns have the types of the file's, else into a
 * temporary table that has, and from there by assignment casts.
 */
record BinaryCopy(Connection connection, PostgresDialect dialect, CastingInsert insert) {

    private static final String TEMPORARY = "_dlt4j_copy";

    /** Types with the binary form of {@code text}. */
    private static final Set<String> TEXTS = Set.of("text", "varchar", "bpchar");

    void load(InputStream content, JobFile file) throws SQLException, IOException {
        PgCopyHeader header = PgCopyHeader.read(content);
        if (header.columns().isEmpty()) {
            Sql.execute(
                    connection,
                    "INSERT INTO " + insert.target() + " SELECT FROM generate_series(1, " + file.rows() + ")");
            return;
        }
        Map<String, CastingInsert.Column> columns = insert.columns();
        boolean sameTypes = header.columns().stream()
                .allMatch(column -> isTaken(
                        column.type(), insert.require(columns, column.name()).type()));
        if (!sameTypes || !copied(header, content)) {
            try (InputStream again = sameTypes ? Files.newInputStream(file.path()) : content) {
                PgCopyHeader read = sameTypes ? PgCopyHeader.read(again) : header;
                castThrough(read, again);
            }
        }
    }

    private static boolean isTaken(String fileType, String type) {
        return fileType.equals(type) || (fileType.equals("text") && TEXTS.contains(type));
    }

    /** Copies into the table itself; false if it does not take a value, and nothing was changed then. */
    private boolean copied(PgCopyHeader header, InputStream rows) throws SQLException, IOException {
        Savepoint before = connection.setSavepoint();
        try {
            copy(insert.target(), header, rows);
        } catch (SQLException e) {
            if (!CastingInsert.isOfValue(e)) {
                throw e;
            }
            connection.rollback(before);
            return false;
        }
        connection.releaseSavepoint(before);
        return true;
    }

    private void castThrough(PgCopyHeader header, InputStream rows) throws SQLException, IOException {
        String definitions = header.columns().stream()
                .map(column -> dialect.identifier(column.name()) + " " + column.type())
                .collect(Collectors.joining(", "));
        Sql.execute(connection, "CREATE TEMPORARY TABLE " + TEMPORARY + " (" + definitions + ") ON COMMIT DROP");
        copy("pg_temp." + TEMPORARY, header, rows);
        List<CastingInsert.Value> values = header.columns().stream()
                .map(column -> new CastingInsert.Value(column.name(), dialect.identifier(column.name()), column.type()))
                .toList();
        insert.run(values, "pg_temp." + TEMPORARY);
        Sql.execute(connection, "DROP TABLE pg_temp." + TEMPORARY);
    }

    private void copy(String into, PgCopyHeader header, InputStream rows) throws SQLException, IOException {
        String names = header.columns().stream()
                .map(column -> dialect.identifier(column.name()))
                .collect(Collectors.joining(", "));
        InputStream whole = new SequenceInputStream(new ByteArrayInputStream(header.toBytes()), rows);
        PostgresIngestion.copy(connection, "COPY " + into + " (" + names + ") FROM STDIN WITH (FORMAT binary)", whole);
    }
}
