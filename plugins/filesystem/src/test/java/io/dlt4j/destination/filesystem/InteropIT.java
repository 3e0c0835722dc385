package io.dlt4j.destination.filesystem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dlt4j.Destination;
import io.dlt4j.Incremental;
import io.dlt4j.LoadInfo;
import io.dlt4j.Pipeline;
import io.dlt4j.Resource;
import io.dlt4j.Source;
import io.dlt4j.api.schema.WriteDisposition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goes on with a dataset that dlt 1.26 wrote in two runs of a pipeline {@code interop} with a source {@code crm}, in a fresh
 * working directory.
 */
class InteropIT {

    private static final Path RESOURCES = Path.of("src/test/resources/interop");

    @TempDir
    private Path home;

    @Test
    void goesOnWithStateAndSchemaOfTheReference() throws IOException {
        copy(RESOURCES.resolve("interop_data"), home.resolve("bucket/interop_data"));
        FileDataset dataset = new FileDataset(home.resolve("bucket/interop_data"));
        Map<String, Long> before = dataset.folders();
        int people = dataset.rows("people").size();
        JsonNode items = new ObjectMapper()
                .readTree(RESOURCES.resolve("inputs.json").toFile())
                .path("runs")
                .path(2);

        Pipeline pipeline = pipeline();
        LoadInfo info = pipeline.run(List.of(Source.of(
                "crm",
                Resource.ofJson("people", items.path("people").toString())
                        .writeDisposition(WriteDisposition.MERGE)
                        .primaryKey("id")
                        .incremental(Incremental.on("updated")),
                Resource.ofJson("events", items.path("events").toString()).incremental(Incremental.on("ts")))));

        assertThat(info.packages())
                .singleElement()
                .satisfies(load -> assertThat(load.migrated()).isEmpty());
        assertThat(pipeline.schemas()).containsOnlyKeys("crm");
        assertThat(info.rowCounts())
                .containsEntry("people", 2L)
                .containsEntry("events", 2L)
                .containsEntry("people__tags", 1L)
                .containsEntry("people__orders", 1L)
                .doesNotContainKey("people__orders__lines");
        assertThat(dataset.rows("people")).hasSize(people + 2);
        assertThat(dataset.values("events"))
                .containsExactly(
                        "{extra__n=1, kind=start, ts=3}",
                        "{kind=pause, ts=3}",
                        "{kind=start, ts=1}",
                        "{kind=stop, ts=2}",
                        "{kind=stop, ts=4}");
        for (String table :
                List.of("people", "events", "people__tags", "people__orders", "_dlt_loads", "_dlt_pipeline_state")) {
            assertThat(dataset.files(table)).as(table).hasSize(before.get(table).intValue() + 1);
        }
        assertThat(dataset.files("_dlt_version"))
                .hasSize(before.get("_dlt_version").intValue());
    }

    private Pipeline pipeline() {
        return Pipeline.named("interop")
                .destination(Destination.from("filesystem")
                        .with("bucket_url", home.resolve("bucket").toString()))
                .dataset("interop_data")
                .projectDir(home)
                .pipelinesDir(home.resolve("pipelines"))
                .environment(Map.of("DLT_DATA_DIR", home.resolve("dlt").toString()))
                .open();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            paths.forEach(path -> {
                try {
                    Path target = to.resolve(from.relativize(path).toString());
                    if (Files.isDirectory(path)) {
                        Files.createDirectories(target);
                    } else {
                        Files.copy(path, target);
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
