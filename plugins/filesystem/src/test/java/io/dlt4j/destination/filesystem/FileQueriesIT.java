package io.dlt4j.destination.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.Destination;
import io.dlt4j.Pipeline;
import io.dlt4j.Resource;
import io.dlt4j.SqlClient;
import io.dlt4j.api.error.DltException;
import io.dlt4j.plugin.PluginCatalog;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** SQL over the files of a dataset, through the packaged DuckDB plugin. */
class FileQueriesIT {

    private static PluginCatalog plugins;

    @TempDir
    private static Path directory;

    @TempDir
    private Path home;

    @BeforeAll
    static void findPlugins() {
        plugins = PluginCatalog.of(Bucket.STORAGES_AND_ENGINE, FileQueriesIT.class.getClassLoader());
    }

    @AfterAll
    static void releasePlugins() {
        plugins.close();
    }

    static Stream<Arguments> places() {
        return Stream.concat(
                Stream.of("jsonl", "csv", "parquet").map(format -> Arguments.of(Bucket.local(directory), format)),
                Stream.of(Arguments.of(Bucket.s3(), "jsonl"), Arguments.of(Bucket.gcs(), "parquet")));
    }

    @ParameterizedTest
    @MethodSource("places")
    void tablesAreViewsOfFiles(Bucket bucket, String format) {
        Pipeline pipeline = pipeline(bucket, format, plugins);
        pipeline.run(Resource.of(
                "items", List.of(Map.of("id", 1, "at", Instant.parse("2024-01-01T00:00:00Z"), "tags", List.of("a")))));
        pipeline.run(Resource.of("items", List.of(Map.of("id", 2, "name", "later"))));
        try (SqlClient sql = pipeline.sqlClient()) {
            assertThat(sql.query("SELECT count(*), sum(id)::BIGINT, max(name) FROM items")
                            .list())
                    .singleElement()
                    .asString()
                    .contains("2", "3", "later");
            assertThat(sql.query("SELECT value FROM " + sql.qualifiedName("items__tags") + " WHERE value = ?", "a")
                            .list())
                    .hasSize(1);
            assertThat(sql.query("SELECT load_id FROM _dlt_loads").list()).hasSize(2);
            assertThat(sql.query("SELECT typeof(\"at\") FROM items WHERE id = 1")
                            .list()
                            .toString())
                    .contains("TIMESTAMP");
        }
    }

    @Test
    void saysWhatToInstall() {
        try (PluginCatalog none = PluginCatalog.of(Bucket.STORAGES, FileQueriesIT.class.getClassLoader())) {
            Pipeline pipeline = pipeline(Bucket.local(directory), "jsonl", none);
            assertThatThrownBy(pipeline::sqlClient).isInstanceOfSatisfying(DltException.class, e -> {
                assertThat(e.code().name()).isEqualTo("PIPELINE_SQL_CLIENT_UNAVAILABLE");
                assertThat(e.render()).contains("io.dlt4j:dlt4j-destination-duckdb:");
            });
        }
    }

    private Pipeline pipeline(Bucket bucket, String format, PluginCatalog catalog) {
        Map<String, String> environment = new HashMap<>(bucket.environment());
        environment.put("DLT_DATA_DIR", home.resolve("dlt").toString());
        environment.put("NORMALIZE__LOADER_FILE_FORMAT", format);
        return Pipeline.named("pipe")
                .destination(Destination.from("filesystem"))
                .dataset("queries_" + format)
                .projectDir(home)
                .pipelinesDir(home.resolve("pipelines"))
                .environment(environment)
                .plugins(catalog)
                .open();
    }
}
