package io.dlt4j.destination.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.Destination;
import io.dlt4j.Pipeline;
import io.dlt4j.Resource;
import io.dlt4j.SqlClient;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.schema.WriteDisposition;
import io.dlt4j.plugin.PluginCatalog;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** DuckDB loads from files that were put into a folder. */
class StagingIT {

    private static PluginCatalog plugins;

    @TempDir
    private Path home;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeAll
    static void findPlugins() {
        plugins = PluginCatalog.of(Bucket.STORAGES_AND_ENGINE, StagingIT.class.getClassLoader());
    }

    @AfterAll
    static void releasePlugins() {
        plugins.close();
    }

    @Test
    void filesAreStagedThenLoadedAndStayUntilTheNextLoad() { // 137
        run("append", Map.of("id", 1, "tags", List.of("a", "b")));
        assertThat(stage().files()).hasSize(4).contains("init").anyMatch(name -> name.matches("items/.*\\.parquet"));
        assertThat(count("items")).isEqualTo(1);
        assertThat(count("items__tags")).isEqualTo(2);
        environment.put("DESTINATION__TRUNCATE_TABLES_ON_STAGING_DESTINATION_BEFORE_LOAD", "false");
        run("append", Map.of("id", 2));
        assertThat(stage().files("items")).hasSize(2);
        environment.clear();
        run("append", Map.of("id", 3));
        assertThat(stage().files("items")).hasSize(1);
        assertThat(count("items")).isEqualTo(3);
    }

    @Test
    void jsonLinesAreStagedCompressed() {
        environment.put("NORMALIZE__LOADER_FILE_FORMAT", "jsonl");
        run("append", Map.of("id", 1, "name", "ä"));
        assertThat(stage().files("items")).singleElement().asString().endsWith(".jsonl.gz");
        assertThat(count("items")).isEqualTo(1);
    }

    @Test
    void stagedRowsAreReplacedAndMergedByTheDestination() {
        run("replace", Map.of("id", 1));
        run("replace", Map.of("id", 2));
        assertThat(count("items")).isEqualTo(1);
        run("merge", Map.of("id", 2, "name", "merged"));
        run("merge", Map.of("id", 3, "name", "new"));
        assertThat(count("items")).isEqualTo(2);
    }

    @Test
    @DisplayName("P-27: a destination that does not load from a stage")
    void refusesWhatCannotBeLoadedFrom() {
        assertThatThrownBy(() -> Pipeline.named("pipe")
                        .destination(Destination.from("filesystem"))
                        .staging(Destination.from("filesystem"))
                        .projectDir(home)
                        .environment(Map.of("DLT_DATA_DIR", home.resolve("dlt").toString()))
                        .plugins(plugins)
                        .open())
                .isInstanceOfSatisfying(
                        DltException.class, e -> assertThat(e.code().name()).isEqualTo("PIPELINE_STAGING_UNSUPPORTED"));
    }

    private void run(String disposition, Map<String, Object> item) {
        pipeline()
                .run(Resource.of("items", List.of(item))
                        .primaryKey("id")
                        .writeDisposition(WriteDisposition.valueOf(disposition.toUpperCase(java.util.Locale.ROOT))));
    }

    private long count(String table) {
        try (SqlClient sql = pipeline().sqlClient()) {
            return sql.query("SELECT count(*) AS n FROM " + sql.qualifiedName(table))
                    .first()
                    .flatMap(row -> row.value("n", Long.class))
                    .orElseThrow();
        }
    }

    private FileDataset stage() {
        return new FileDataset(home.resolve("stage/data"));
    }

    private Pipeline pipeline() {
        Map<String, String> variables = new HashMap<>(environment);
        variables.put("DLT_DATA_DIR", home.resolve("dlt").toString());
        variables.put(
                "DESTINATION__FILESYSTEM__BUCKET_URL", home.resolve("stage").toString());
        return Pipeline.named("pipe")
                .destination(Destination.from("duckdb"))
                .staging(Destination.from("filesystem"))
                .dataset("data")
                .projectDir(home)
                .pipelinesDir(home.resolve("pipelines"))
                .environment(variables)
                .plugins(plugins)
                .open();
    }
}
