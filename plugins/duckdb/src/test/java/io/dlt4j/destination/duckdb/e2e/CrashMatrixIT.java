package io.dlt4j.destination.duckdb.e2e;

import io.dlt4j.crash.CrashDatabase;
import io.dlt4j.crash.CrashMatrix;
import io.dlt4j.crash.Scenario;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/** DuckDB, as it is installed, under the kills of {@link CrashMatrix}. */
class CrashMatrixIT extends CrashMatrix {

    @Override
    protected CrashDatabase database() {
        return new DuckDbFile();
    }

    @Override
    protected Set<String> ownSteps() {
        return Set.of(
                "duckdb.migrate.before-commit",
                "duckdb.migrate.after-commit",
                "duckdb.migrate-staging.before-commit",
                "duckdb.migrate-staging.after-commit",
                "duckdb.truncate.before-commit",
                "duckdb.truncate.after-commit",
                "duckdb.truncate-staging.before-commit",
                "duckdb.truncate-staging.after-commit",
                "duckdb.ingest.before-commit",
                "duckdb.ingest.after-commit",
                "duckdb.stage.before-commit",
                "duckdb.stage.after-commit",
                "duckdb.merge.before-commit",
                "duckdb.merge.after-commit",
                "duckdb.replace.before-commit",
                "duckdb.replace.after-commit",
                "duckdb.complete.before-commit",
                "duckdb.complete.after-commit");
    }

    private static final class DuckDbFile implements CrashDatabase {

        @Override
        public String type() {
            return "duckdb";
        }

        @Override
        public List<String> classPath() {
            return CommandLine.hostJars();
        }

        @Override
        public Map<String, String> environment(Path home) {
            return Map.of("DLT4J_PLUGINS", CommandLine.pluginDirectory().toString());
        }

        @Override
        public Connection connect(Path home) throws SQLException {
            Properties readOnly = new Properties();
            readOnly.setProperty("duckdb.read_only", "true");
            return DriverManager.getConnection("jdbc:duckdb:" + home.resolve("events.duckdb"), readOnly);
        }

        @Override
        public String dataset(Path home) {
            return "events_dataset";
        }

        @Override
        public List<Scenario> scenarios() {
            return Arrays.stream(Scenario.values())
                    .filter(scenario -> scenario != Scenario.REPLACE_STAGING_OPTIMIZED)
                    .toList();
        }
    }
}
