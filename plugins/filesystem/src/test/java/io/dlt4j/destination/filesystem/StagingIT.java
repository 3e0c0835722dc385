package io.dlt4j.destination.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.Destination;
import io.dlt4j.Pipeline;
import io.dlt4j.PipelineBuilder;
import io.dlt4j.Resource;
import io.dlt4j.SqlClient;
import io.dlt4j.StagingInfo;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.schema.WriteDisposition;
import io.dlt4j.pack.LoadPackage;
import io.dlt4j.plugin.PluginCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /** Whose names do not say that the content is compressed. */
    @Test
    void aStageOfTheFirstVersionIsLoadedFrom() throws IOException {
        environment.put("NORMALIZE__LOADER_FILE_FORMAT", "jsonl");
        Files.createFile(Files.createDirectories(home.resolve("stage/data")).resolve("init"));
        run("append", Map.of("id", 1));
        assertThat(stage().files("items")).singleElement().asString().endsWith(".jsonl");
        assertThat(count("items")).isEqualTo(1);
    }

    @Test
    void aStageWhoseNameIsAPatternIsLoadedFrom() {
        environment.put(
                "DESTINATION__FILESYSTEM__BUCKET_URL", home.resolve("[s]t?ge*").toString());
        run("append", Map.of("id", 1));
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

    @Test
    @DisplayName("P-26: a staging destination that nobody loads from")
    void refusesWhatIsNoStage() {
        assertThatThrownBy(() ->
                        builder("pipe").destination("duckdb").staging("duckdb").open())
                .isInstanceOfSatisfying(
                        DltException.class, e -> assertThat(e.code().name()).isEqualTo("PIPELINE_STAGING_UNSUPPORTED"))
                .hasMessageContaining("dlt.destinations.duckdb");
    }

    @Test
    void theStageIsRememberedWithItsDestination() {
        environment.put("DESTINATION__LAKE__BUCKET_URL", home.resolve("lake").toString());
        try (Pipeline first = builder("pipe")
                .destination("duckdb")
                .staging(Destination.from("filesystem").named("lake"))
                .open()) {
            assertThat(load(first)).contains(new StagingInfo("dlt.destinations.filesystem", "lake", lake()));
        }
        try (Pipeline again = builder("pipe").open()) {
            assertThat(load(again)).contains(new StagingInfo("dlt.destinations.filesystem", "lake", lake()));
        }
        try (Pipeline direct = builder("pipe").destination("duckdb").open()) {
            assertThat(load(direct)).isEmpty();
        }
        try (Pipeline again = builder("pipe").open()) {
            assertThat(load(again)).isEmpty();
        }
        assertThat(count("items")).isEqualTo(4);
        assertThat(new FileDataset(home.resolve("lake/data")).files("items")).hasSize(1);
    }

    @Test
    void configurationNamesTheStage() {
        environment.put("DESTINATION__LAKE__BUCKET_URL", home.resolve("lake").toString());
        environment.put("PIPELINES__PIPE__STAGING_TYPE", "filesystem");
        environment.put("PIPELINES__PIPE__STAGING_NAME", "lake");
        try (Pipeline pipeline = builder("pipe").destination("duckdb").open()) {
            assertThat(load(pipeline))
                    .hasValueSatisfying(stage -> assertThat(stage.name()).isEqualTo("lake"));
        }
    }

    /** By a sheet that denies what DuckDB loads by itself. */
    @Test
    void whatLoadsFromAStageAloneGetsOne() throws IOException {
        Path sheet = Files.writeString(home.resolve("duckdb.json"), """
                {"type": "duckdb", "file_formats": [], "staging_file_formats": ["jsonl"],
                 "replace_strategies": ["truncate-and-insert"]}
                """);
        try (PluginCatalog own = PluginCatalog.of(Bucket.STORAGES_AND_ENGINE, StagingIT.class.getClassLoader());
                Pipeline pipeline =
                        builder("pipe").plugins(own).capabilities(sheet).open()) {
            assertThat(load(pipeline))
                    .hasValueSatisfying(stage -> assertThat(stage.name()).isEqualTo("filesystem"));
        }
        assertThat(stage().files("items")).singleElement().asString().endsWith(".jsonl.gz");
        assertThat(count("items")).isEqualTo(1);
    }

    @Test
    void aPackageWhoseStageCannotBeReadIsLoadedOnceThatIsCorrected() {
        Bucket bucket = Bucket.s3();
        environment.putAll(bucket.environment());
        Destination far = Destination.from("filesystem").with("bucket_url", bucket.url());
        try (Pipeline pipeline =
                builder("pipe").destination("duckdb").staging(far).open()) {
            assertThatThrownBy(() -> load(pipeline))
                    .hasMessageContaining("DuckDB cannot read s3://")
                    .isInstanceOfSatisfying(
                            DltException.class, e -> assertThat(e.nextStep()).contains("retry-failed"));
            pipeline.pendingPackages().forEach(LoadPackage::clearFailure);
        }
        environment.clear();
        pipeline().load();
        assertThat(stage().files("items")).hasSize(1);
        assertThat(count("items")).isEqualTo(1);
    }

    private Optional<StagingInfo> load(Pipeline pipeline) {
        return pipeline.run(Resource.of("items", List.of(Map.of("id", 1)))).staging();
    }

    private String lake() {
        return "file://" + home.resolve("lake");
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
        return builder("pipe")
                .destination(Destination.from("duckdb"))
                .staging(Destination.from("filesystem"))
                .open();
    }

    private PipelineBuilder builder(String name) {
        Map<String, String> variables = new HashMap<>(environment);
        variables.put("DLT_DATA_DIR", home.resolve("dlt").toString());
        variables.putIfAbsent(
                "DESTINATION__FILESYSTEM__BUCKET_URL", home.resolve("stage").toString());
        return Pipeline.named(name)
                .dataset("data")
                .projectDir(home)
                .pipelinesDir(home.resolve("pipelines"))
                .environment(variables)
                .plugins(plugins);
    }
}
