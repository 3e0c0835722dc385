package io.dlt4j.destination.postgres;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.format.FileFormat;
import io.dlt4j.api.load.JobFile;
import io.dlt4j.api.schema.TableSchema;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.postgresql.PGConnection;

/** Moves job files into tables. The server parses, casts and checks. Immutable. */
record PostgresIngestion(PostgresDialect dialect, PostgresErrors errors, CsvFormat csv) {

    private static final int BUFFER_BYTES = 128 * 1024;

    /** Adds the rows of files, in the transaction that is running. */
    void run(Connection connection, String target, TableSchema table, List<JobFile> files) throws SQLException {
        for (JobFile file : files) {
            try {
                load(connection, target, table, file);
            } catch (IOException e) {
                throw invalid(file, table, String.valueOf(e.getMessage()), e);
            }
        }
    }

    private void load(Connection connection, String target, TableSchema table, JobFile file)
            throws SQLException, IOException {
        CastingInsert insert = new CastingInsert(connection, dialect, errors, target, table.name());
        FileFormat format = file.format();
        try (InputStream content = open(file)) {
            if (format.equals(FileFormat.PGCOPY)) {
                new BinaryCopy(connection, dialect, insert).load(content, file);
            } else if (format.equals(FileFormat.JSONL)) {
                new JsonLines(connection, dialect, insert).load(content, table);
            } else if (format.equals(FileFormat.CSV)) {
                new CsvCopy(connection, dialect, csv).load(content, insert, table);
            } else if (format.equals(FileFormat.INSERT_VALUES)) {
                new InsertValues(connection).load(content, target);
            } else {
                throw new DltException(
                        PostgresError.POSTGRES_JOB_UNSUPPORTED,
                        "Job file " + file + " of table '" + table.name() + "' has the format " + format
                                + ", which the PostgreSQL destination does not read.",
                        "Normalize the package again with --loader-file-format pgcopy, csv, jsonl or insert_values.");
            }
        }
    }

    private static InputStream open(JobFile file) throws IOException {
        InputStream raw = new BufferedInputStream(Files.newInputStream(file.path()), BUFFER_BYTES);
        return file.extension().endsWith(".gz") ? new GZIPInputStream(raw, BUFFER_BYTES) : raw;
    }

    /** Sends a stream to the server. */
    static void copy(Connection connection, String sql, InputStream content) throws SQLException, IOException {
        connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql, content, BUFFER_BYTES);
    }

    private static DltException invalid(JobFile file, TableSchema table, String why, Exception cause) {
        return new DltException(
                PostgresError.POSTGRES_FILE_INVALID,
                "Job file " + file + " of table '" + table.name() + "' cannot be read: " + why + ".",
                "See whether the working directory is whole, or normalize the package again.",
                cause);
    }
}
