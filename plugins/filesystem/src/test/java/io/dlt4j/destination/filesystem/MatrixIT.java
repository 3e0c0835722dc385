package io.dlt4j.destination.filesystem;

import static org.assertj.core.api.Assertions.assertThat;

import io.dlt4j.Destination;
import io.dlt4j.Incremental;
import io.dlt4j.LoadInfo;
import io.dlt4j.Pipeline;
import io.dlt4j.Resource;
import io.dlt4j.api.schema.WriteDisposition;
import io.dlt4j.plugin.PluginCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each place, format and disposition: a second run in a fresh working directory goes on where the first ended. DuckDB reads. */
class MatrixIT {

    private static PluginCatalog plugins;

    @TempDir
    private static Path directory;

    @TempDir
    private Path home;

    @BeforeAll
    static void findPlugins() {
        plugins = PluginCatalog.of(Bucket.STORAGES, MatrixIT.class.getClassLoader());
    }

    @AfterAll
    static void releasePlugins() {
        plugins.close();
    }

    static Stream<Arguments> cases() {
        return Buckets.all(directory).stream()
                .flatMap(bucket -> Stream.of("jsonl", "csv", "parquet")
                        .flatMap(format -> Stream.of("append", "replace")
                                .map(disposition -> Arguments.of(bucket, format, disposition))));
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("cases")
    void goesOnWhereItEnded(Bucket bucket, String format, String disposition) throws IOException, SQLException {
        String dataset = "data_" + format + "_" + disposition;
        run(bucket, dataset, format, disposition, 3);
        Files.move(home.resolve("pipelines"), home.resolve("lost"));
        LoadInfo info = run(bucket, dataset, format, disposition, 5);
        assertThat(info.packages())
                .singleElement()
                .satisfies(load -> assertThat(load.migrated()).isEmpty());
        FileDataset files = Downloads.fetch(bucket, plugins, dataset, home.resolve("fetched"));
        boolean replaced = disposition.equals("replace");
        String extension = format.equals("parquet") ? "parquet" : format + ".gz";
        assertThat(files.files("items")).hasSize(replaced ? 1 : 2).allMatch(name -> name.endsWith(extension));
        assertThat(query(files, "items", format, "id::BIGINT || coalesce(name, '-') || price"))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 5)
                        .mapToObj(id -> id + (id % 2 == 0 ? "-" : "naïve, \"" + id + "\"") + id + ".5")
                        .toList());
        assertThat(query(files, "items__tags", format, "value")).hasSize(10).contains("a4");
        assertThat(files.files("_dlt_loads")).hasSize(2);
        assertThat(files.files("_dlt_version")).hasSize(1);
        assertThat(files.files("_dlt_pipeline_state")).hasSize(2);
        assertThat(files.files()).noneMatch(name -> name.contains(LocalStore.UNFINISHED));
    }

    private LoadInfo run(Bucket bucket, String dataset, String format, String disposition, int last) {
        List<Map<String, Object>> items = IntStream.rangeClosed(1, last)
                .mapToObj(id -> {
                    Map<String, Object> item = new HashMap<>();
                    item.put("id", id);
                    item.put("name", id % 2 == 0 ? null : "naïve, \"" + id + "\"");
                    item.put("price", id + 0.5);
                    item.put("tags", List.of("a" + id, "b"));
                    return item;
                })
                .toList();
        Map<String, String> environment = new HashMap<>(bucket.environment());
        environment.put("DLT_DATA_DIR", home.resolve("dlt").toString());
        environment.put("NORMALIZE__LOADER_FILE_FORMAT", format);
        return Pipeline.named("pipe")
                .destination(Destination.from("filesystem"))
                .dataset(dataset)
                .projectDir(home)
                .pipelinesDir(home.resolve("pipelines"))
                .environment(environment)
                .plugins(plugins)
                .open()
                .run(Resource.of("items", items)
                        .writeDisposition(WriteDisposition.valueOf(disposition.toUpperCase(java.util.Locale.ROOT)))
                        .incremental(Incremental.on("id")));
    }

    private static List<String> query(FileDataset files, String table, String format, String columns)
            throws SQLException {
        String reader = Map.of("jsonl", "read_json_auto", "csv", "read_csv_auto", "parquet", "read_parquet")
                .get(format);
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT " + columns + " FROM " + reader + "('"
                        + files.directory() + "/" + table + "/*" + "') ORDER BY 1")) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }
}
