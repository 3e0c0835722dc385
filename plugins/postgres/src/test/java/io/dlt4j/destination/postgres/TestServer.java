package io.dlt4j.destination.postgres;

import io.dlt4j.Pipeline;
import io.dlt4j.PipelineBuilder;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.error.ErrorCode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A server of a test's own. */
record TestServer(EmbeddedPostgres server) implements AutoCloseable {

    static TestServer start() throws IOException {
        return new TestServer(EmbeddedPostgres.builder().start());
    }

    String url() {
        return "postgresql://postgres:secret@localhost:" + server.getPort() + "/postgres";
    }

    /** A pipeline with a working directory in {@code home}, and with a dataset of the same name. */
    Pipeline pipeline(Path home, String name, String... settings) {
        return named(home, name, settings).open();
    }

    PipelineBuilder named(Path home, String name, String... settings) {
        PipelineBuilder pipeline = Pipeline.named(name)
                .projectDir(home)
                .environment(Map.of("DLT_DATA_DIR", home.resolve("data").toString()))
                .destination(io.dlt4j.Postgres.at(url()))
                .dataset(name);
        for (int at = 0; at < settings.length; at += 2) {
            pipeline.config(settings[at], settings[at + 1]);
        }
        return pipeline;
    }

    Connection connect() throws SQLException {
        return server.getPostgresDatabase().getConnection();
    }

    void execute(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The rows as texts. */
    List<List<@Nullable String>> query(String sql) throws SQLException {
        List<List<@Nullable String>> rows = new ArrayList<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                List<@Nullable String> row = new ArrayList<>();
                for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                    row.add(result.getString(column));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    @Nullable
    String single(String sql) throws SQLException {
        return query(sql).get(0).get(0);
    }

    /** The codes of a failure and of what caused it. */
    static List<ErrorCode> codes(Throwable failure) {
        List<ErrorCode> codes = new ArrayList<>();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DltException known) {
                codes.add(known.code());
            }
        }
        return codes;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
