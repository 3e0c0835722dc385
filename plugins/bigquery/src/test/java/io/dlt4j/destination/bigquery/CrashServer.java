package io.dlt4j.destination.bigquery;

import io.dlt4j.crash.CrashDatabase;
import io.dlt4j.crash.Program;
import io.dlt4j.crash.Scenario;
import io.dlt4j.destination.bigquery.server.BigQueryServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A server of the tests with a dataset for each home, loaded by the plugin as it is installed. */
final class CrashServer implements CrashDatabase, AutoCloseable {

    /** {@code -Dcrash.scenarios=all} takes all, which takes minutes more. */
    static final boolean ALL = System.getProperty("crash.scenarios", "").equals("all");

    private final BigQueryServer server = BigQueryServer.start("crashes");

    @Override
    public String type() {
        return "bigquery";
    }

    @Override
    public List<String> classPath() {
        return hostClassPath();
    }

    /** That of the tests, without the plugin and its libraries. */
    static List<String> hostClassPath() {
        return Program.jarsWithout(
                "dlt4j-destination-bigquery", "dlt4j-support-sql", "google-", "grpc-", "gax", "proto", "duckdb");
    }

    @Override
    public Map<String, String> environment(Path home) {
        Path plugin = Path.of(System.getProperty("plugin.directory", "target/plugin/bigquery"));
        return Map.of(
                "DLT4J_PLUGINS", plugin.toAbsolutePath().getParent().toString(),
                "DESTINATION__BIGQUERY__CREDENTIALS", server.keyFile(),
                "DESTINATION__BIGQUERY__API_ENDPOINT", server.endpoint(),
                "PIPELINES__EVENTS__DATASET_NAME", dataset(home));
    }

    @Override
    public Connection connect(Path home) throws SQLException {
        return server.connection();
    }

    @Override
    public String dataset(Path home) {
        return home.getFileName().toString().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
    }

    @Override
    public void discard(Path home) {
        server.dropDataset(dataset(home));
        server.dropDataset(dataset(home) + "_staging");
    }

    @Override
    public List<Scenario> scenarios() {
        return ALL
                ? List.of(Scenario.values())
                : List.of(Scenario.MERGE_WITHOUT_KEY, Scenario.REPLACE_STAGING_OPTIMIZED);
    }

    @Override
    public void close() {
        server.close();
    }
}
