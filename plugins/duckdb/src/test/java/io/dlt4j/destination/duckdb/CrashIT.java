package io.dlt4j.destination.duckdb;

import static io.dlt4j.destination.duckdb.Fixtures.ITEMS;
import static io.dlt4j.destination.duckdb.Fixtures.count;
import static io.dlt4j.destination.duckdb.Fixtures.items;
import static io.dlt4j.destination.duckdb.Fixtures.parquet;
import static io.dlt4j.destination.duckdb.Fixtures.schema;
import static org.assertj.core.api.Assertions.assertThat;

import io.dlt4j.support.sql.SqlClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrashIT {

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "duckdb.create.before-rename",
                "duckdb.create.after-rename",
                "duckdb.migrate.before-commit",
                "duckdb.migrate.after-commit",
                "duckdb.truncate.before-commit",
                "duckdb.truncate.after-commit",
                "duckdb.ingest.before-commit",
                "duckdb.ingest.after-commit",
                "duckdb.complete.before-commit",
                "duckdb.complete.after-commit",
                "duckdb.close.before-checkpoint",
                "duckdb.close.after-checkpoint"
            })
    void loadsEveryRowOnceWhenKilledAndRunAgain(String label) throws Exception {
        parquet(directory, "a", items(0, 10));
        parquet(directory, "b", items(10, 20));
        parquet(directory, "c", items(20, 30));

        Programs.Ended killed = Programs.run(
                Programs.java(Programs.classPath(), List.of(), LoadProgram.class, directory.toString(), label));
        assertThat(killed.exitCode()).as(killed.output()).isEqualTo(LoadProgram.KILLED);

        try (SqlClient client = Fixtures.open(Fixtures.context(directory))) {
            client.migrate(schema("h1", ITEMS), Set.of("items"));
            LoadProgram.load(client, directory);

            assertThat(Fixtures.query(client, "SELECT count(*), count(DISTINCT id), sum(id) FROM items")
                            .get(0))
                    .extracting(Object::toString)
                    .containsExactly("30", "30", "435");
            assertThat(count(client, "_dlt_loads")).isEqualTo(1);
            assertThat(count(client, "_dlt_version")).isEqualTo(1);
        }
    }
}
