package io.dlt4j.destination.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.Destination;
import io.dlt4j.Pipeline;
import io.dlt4j.Resource;
import io.dlt4j.SqlClient;
import io.dlt4j.api.error.DltException;
import io.dlt4j.plugin.PluginCatalog;
import java.io.IOException;
import java.nio.file.Files;
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
import org.junit.jupiter.params.provider.ValueSource;

/** SQL over the files of a dataset, through the packaged DuckDB plugin. */
class FileQueriesIT {

    private static final Instant AT = Instant.parse("2024-01-01T00:00:00Z");

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
                Stream.of("jsonl", "csv", "parquet")
                        .map(format -> Arguments.of(Bucket.local(directory.resolve(format)), format)),
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

    @Test
    void csvHasTheTypesOfTheSchema() {
        Pipeline pipeline = pipeline(here(), "csv");
        pipeline.run(items(Map.of("id", 1, "price", "12.50", "said", "a \"b\",\nc", "at", AT, "ok", true)));
        pipeline.run(items(Map.of("id", 2, "later", 1.5)));
        assertThat(rows(pipeline, "SELECT id, price, said, ok, later FROM items ORDER BY id"))
                .containsExactly("[1, 12.50, a \"b\",\nc, true, null]", "[2, null, null, null, 1.5]");
        assertThat(rows(
                        pipeline,
                        "SELECT DISTINCT typeof(price), typeof(_dlt_load_id), typeof(\"at\"), typeof(ok) FROM items"))
                .containsExactly("[VARCHAR, VARCHAR, TIMESTAMP WITH TIME ZONE, BOOLEAN]");
        assertThat(rows(pipeline, "SELECT count(*) FROM items JOIN _dlt_loads ON load_id = _dlt_load_id"))
                .containsExactly("[2]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NORMALIZE__DATA_WRITER__DELIMITER=|", "NORMALIZE__DATA_WRITER__QUOTING=quote_minimal"})
    void csvIsReadAsItWasWritten(String setting) {
        String[] parts = setting.split("=", 2);
        Pipeline pipeline = pipeline(here(), "csv", Map.of(parts[0], parts[1]));
        pipeline.run(items(Map.of("id", 1, "name", "a|b,c")));
        assertThat(rows(pipeline, "SELECT id, name FROM items")).containsExactly("[1, a|b,c]");
    }

    @Test
    void csvWithoutAHeaderIsRefusedAndTheOtherTablesAreNot() {
        Pipeline pipeline = pipeline(here(), "csv", Map.of("NORMALIZE__DATA_WRITER__INCLUDE_HEADER", "false"));
        pipeline.run(items(Map.of("id", 1)));
        expectUnreadable(pipeline, "SELECT id FROM items WHERE id = 7", "does not hold the names");
        expectUnreadable(pipeline, "SELECT count(*) FROM items", "include_header");
        assertThat(rows(pipeline, "SELECT count(*) FROM _dlt_loads")).containsExactly("[1]");
    }

    @Test
    void aTableHasNoRowsOfAnotherWhoseNameGoesOn() {
        Pipeline pipeline = pipeline(here().with("layout", "{table_name}_{load_id}.{file_id}.{ext}"), "jsonl");
        pipeline.run(
                Resource.of("event", List.of(Map.of("id", 1))), Resource.of("event_mix", List.of(Map.of("id", 2))));
        assertThat(rows(pipeline, "SELECT id FROM event")).containsExactly("[1]");
        assertThat(rows(pipeline, "SELECT id FROM event_mix")).containsExactly("[2]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jsonl", "csv"})
    void compressedFilesOfTheFirstVersionAreRead(String format) throws IOException {
        Path folder = Files.createDirectories(home.resolve("bucket/data"));
        Files.createFile(folder.resolve("init"));
        Pipeline pipeline = pipeline(here(), format);
        pipeline.run(items(Map.of("id", 1)));
        assertThat(new FileDataset(folder).files("items"))
                .singleElement()
                .asString()
                .endsWith("." + format);
        assertThat(rows(pipeline, "SELECT id FROM items")).containsExactly("[1]");
    }

    @Test
    void filesOfOtherProgramsDoNotMatter() throws IOException {
        Pipeline pipeline = pipeline(here(), "jsonl");
        pipeline.run(items(Map.of("id", 1)));
        for (String name : List.of("_dlt_loads/_SUCCESS", "items/.DS_Store", "items/.part-0.crc")) {
            Files.writeString(home.resolve("bucket/data").resolve(name), "x");
        }
        assertThat(rows(pipeline, "SELECT id FROM items")).containsExactly("[1]");
        assertThat(rows(pipeline, "SELECT status FROM _dlt_loads")).containsExactly("[0]");
    }

    @Test
    void aTableThatCannotBeReadLeavesTheOthersAlone() throws IOException {
        Pipeline pipeline = pipeline(here(), "parquet");
        pipeline.run(
                Resource.of("items", List.of(Map.of("id", 1))),
                Resource.of("notes", List.of(Map.of("id", 2))),
                Resource.of("torn", List.of(Map.of("id", 3))));
        Path data = home.resolve("bucket/data");
        Files.writeString(data.resolve("notes/more.insert_values"), "INSERT");
        Files.writeString(data.resolve("torn/more.parquet"), "PAR1 torn");
        assertThat(rows(pipeline, "SELECT id FROM items")).containsExactly("[1]");
        expectUnreadable(pipeline, "SELECT * FROM notes", "more.insert_values");
        expectUnreadable(pipeline, "SELECT * FROM torn", "more.parquet");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jsonl", "csv", "parquet"})
    void namesOfFoldersAreNoPatterns(String format) throws IOException {
        for (String folder : List.of("axx", "a*", "what?", "[ab]")) {
            Pipeline pipeline =
                    pipeline(new Bucket("local", home.resolve(folder).toString(), Map.of()), format);
            pipeline.run(items(Map.of("name", folder)));
            assertThat(rows(pipeline, "SELECT name FROM items")).containsExactly("[" + folder + "]");
        }
    }

    @Test
    void aQueryThatFailsIsNoLoad() {
        Pipeline pipeline = pipeline(here(), "jsonl");
        pipeline.run(items(Map.of("name", "x")));
        expect(pipeline, "SELECT name::INTEGER FROM items", "DUCKDB_STATEMENT", "Could not convert");
        expect(pipeline, "SELECT name FROM elsewhere", "DUCKDB_TABLE_MISSING", "Correct the names in the statement");
    }

    private static void expectUnreadable(Pipeline pipeline, String query, String part) {
        expect(pipeline, query, "DUCKDB_FILE_UNREADABLE", part);
    }

    private static void expect(Pipeline pipeline, String query, String code, String part) {
        assertThatThrownBy(() -> rows(pipeline, query)).isInstanceOfSatisfying(DltException.class, e -> {
            assertThat(e.code().name()).isEqualTo(code);
            assertThat(e.render()).contains(part).doesNotContain("nothing of the job");
        });
    }

    private static List<String> rows(Pipeline pipeline, String query) {
        try (SqlClient sql = pipeline.sqlClient()) {
            return sql.query(query).list().stream()
                    .map(row -> row.values().toString())
                    .toList();
        }
    }

    private static Resource items(Map<String, Object> item) {
        return Resource.of("items", List.of(item));
    }

    /** A place that only this test has. */
    private Bucket here() {
        return Bucket.local(home);
    }

    private Pipeline pipeline(Bucket bucket, String format) {
        return pipeline(bucket, format, Map.of());
    }

    private Pipeline pipeline(Bucket bucket, String format, Map<String, String> more) {
        return pipeline(bucket, format, plugins, more);
    }

    private Pipeline pipeline(Bucket bucket, String format, PluginCatalog catalog) {
        return pipeline(bucket, format, catalog, Map.of());
    }

    private Pipeline pipeline(Bucket bucket, String format, PluginCatalog catalog, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(bucket.environment());
        environment.putAll(more);
        environment.put("DLT_DATA_DIR", home.resolve("dlt").toString());
        environment.put("NORMALIZE__LOADER_FILE_FORMAT", format);
        return Pipeline.named("pipe")
                .destination(Destination.from("filesystem"))
                .dataset("data")
                .projectDir(home)
                .pipelinesDir(home.resolve("pipelines"))
                .environment(environment)
                .plugins(catalog)
                .open();
    }
}
