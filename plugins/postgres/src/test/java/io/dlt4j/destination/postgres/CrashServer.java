package io.dlt4j.destination.postgres;

import io.dlt4j.crash.CrashDatabase;
import io.dlt4j.crash.Program;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A server of the test's own with a dataset for each home, loaded by the plugin as it is installed. */
final class CrashServer implements CrashDatabase, AutoCloseable {

    private final EmbeddedPostgres server;

    CrashServer() throws IOException {
        // nothing here is about the power of the machine that runs the tests
        this.server = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "off")
                .setServerConfig("max_connections", "100")
                .start();
    }

    int port() {
        return server.getPort();
    }

    @Override
    public String type() {
        return "postgres";
    }

    @Override
    public List<String> classPath() {
        return Program.jarsWithout("dlt4j-destination-postgres", "dlt4j-support-sql", "postgresql-", "HikariCP");
    }

    @Override
    public Map<String, String> environment(Path home) {
        Map<String, String> environment = new HashMap<>(at(port()));
        environment.put("DLT4J_PLUGINS", plugins().toString());
        environment.put("PIPELINES__EVENTS__DATASET_NAME", dataset(home));
        return environment;
    }

    /** The variables that lead to the server, or to who stands before it. */
    static Map<String, String> at(int port) {
        return Map.of(
                "DESTINATION__POSTGRES__CREDENTIALS",
                "postgresql://postgres:postgres@localhost:" + port + "/postgres?prepareThreshold=0");
    }

    private static Path plugins() {
        return Path.of(System.getProperty("plugin.directory", "target/plugin/postgres"))
                .toAbsolutePath()
                .getParent();
    }

    @Override
    public Connection connect(Path home) throws SQLException {
        return connect();
    }

    Connection connect() throws SQLException {
        return server.getPostgresDatabase().getConnection();
    }

    @Override
    public String dataset(Path home) {
        return home.getFileName().toString().toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
    }

    @Override
    public void discard(Path home) throws SQLException {
        for (String schema : List.of(dataset(home), dataset(home) + "_staging")) {
            sql("DROP SCHEMA IF EXISTS \"" + schema + "\" CASCADE");
        }
    }

    void sql(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement execution = connection.createStatement()) {
            for (String statement : statements) {
                execution.execute(statement);
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
