package io.dlt4j.destination.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.Destination;
import io.dlt4j.Incremental;
import io.dlt4j.LoadInfo;
import io.dlt4j.Pipeline;
import io.dlt4j.PipelineBuilder;
import io.dlt4j.Resource;
import io.dlt4j.Source;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.schema.WriteDisposition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pipelines into folders; the numbers are those of the cases recorded from the reference. */
class FilesystemIT {

    private static final Map<String, Object> NESTED =
            Map.of("id", 1, "name", "ä", "tags", List.of("a", "b"), "at", Map.of("x", 1.5));

    @TempDir
    private Path home;

    private final Map<String, String> environment = new HashMap<>();
    private Destination destination = Destination.from("filesystem");

    @Test
    void appendsFiles() { // 145
        Pipeline pipeline = pipeline("pipe");
        LoadInfo info = pipeline.run(Resource.of("items", List.of(NESTED)));
        assertThat(info.rowCounts()).containsEntry("items", 1L).containsEntry("items__tags", 2L);
        pipeline.run(Resource.of("items", List.of(Map.of("id", 2))));
        assertThat(dataset().values("items")).containsExactly("{at__x=1.5, id=1, name=ä}", "{id=2}");
        assertThat(dataset().files("items"))
                .hasSize(2)
                .allMatch(name -> name.matches("[0-9.]+\\.[0-9a-f]{10}\\.jsonl\\.gz"));
        assertThat(dataset().values("items__tags"))
                .containsExactly("{_dlt_list_idx=0, value=a}", "{_dlt_list_idx=1, value=b}");
        assertThat(dataset().column("items", "_dlt_load_id")).hasSize(2);
        assertThat(dataset().files()).noneMatch(name -> name.startsWith(LocalStore.UNFINISHED));
    }

    @Test
    void pipelinesShareADataset() { // 138, 139
        pipeline("p1").run(Resource.of("letters", List.of("a")));
        pipeline("p2").run(Resource.of("letters", List.of("b")));
        assertThat(dataset().folders())
                .isEqualTo(
                        Map.of("", 1L, "letters", 2L, "_dlt_loads", 2L, "_dlt_pipeline_state", 2L, "_dlt_version", 2L));
        pipeline("p1")
                .run(List.of(Source.ofDefaultSchema(
                        List.of(Resource.of("letters", List.of(Map.of("value", "c", "more", 1)))))));
        pipeline("p2").run(Resource.of("letters", List.of("d")));
        assertThat(dataset().folders())
                .isEqualTo(
                        Map.of("", 1L, "letters", 4L, "_dlt_loads", 4L, "_dlt_pipeline_state", 2L, "_dlt_version", 3L));
        assertThat(dataset().values("letters")).hasSize(4);
    }

    @Test
    void replacesTheTablesOfTheRunOnly() { // 144
        Pipeline pipeline = pipeline("pipe");
        pipeline.run(replacing("items", NESTED), replacing("others", Map.of("id", 5)));
        List<String> others = dataset().files("others");
        pipeline.run(replacing("items", Map.of("id", 2)));
        assertThat(dataset().files("others")).isEqualTo(others);
        assertThat(dataset().values("items")).containsExactly("{id=2}");
        assertThat(dataset().files("items__tags")).isEmpty();
    }

    @Test
    void aTableThatIsReplacedByNothingKeepsAnEmptyFile() {
        Pipeline pipeline = pipeline("pipe");
        pipeline.run(replacing("items", NESTED));
        pipeline.run(Resource.of("items", List.of()).writeDisposition(WriteDisposition.REPLACE));
        assertThat(dataset().files("items")).singleElement().asString().endsWith(".jsonl.gz");
        assertThat(dataset().rows("items")).isEmpty();
        assertThat(dataset().files("items__tags")).isEmpty();
    }

    @Test
    void mergesByAppending() {
        Pipeline pipeline = pipeline("pipe");
        for (String name : List.of("a", "b")) {
            pipeline.run(Resource.of("items", List.of(Map.of("id", 1, "name", name)))
                    .writeDisposition(WriteDisposition.MERGE)
                    .primaryKey("id"));
        }
        assertThat(dataset().values("items")).containsExactly("{id=1, name=a}", "{id=1, name=b}");
    }

    @Test
    void filesOfTablesCanLieInOneFolder() { // 146
        destination = destination.with("layout", "{table_name}.{load_id}.{file_id}.{ext}");
        Pipeline pipeline = pipeline("pipe");
        pipeline.run(replacing("letters", NESTED), replacing("letters2", Map.of("id", 2)));
        pipeline.run(replacing("letters", Map.of("id", 3)));
        assertThat(dataset().folders().get("")).isEqualTo(3);
        assertThat(dataset().files())
                .filteredOn(name -> name.startsWith("letters."))
                .singleElement()
                .satisfies(name -> assertThat(
                                FileDataset.read(bucket().resolve("data").resolve(name)))
                        .singleElement()
                        .satisfies(row -> assertThat(row).containsEntry("id", 3)));
        assertThat(dataset().files())
                .filteredOn(name -> name.startsWith("letters2."))
                .hasSize(1);
    }

    @Test
    void placeholdersComeFromConfiguration() throws IOException {
        Files.createDirectories(home.resolve(".dlt"));
        Files.writeString(home.resolve(".dlt/config.toml"), """
                [destination.lake]
                destination_type = "filesystem"
                layout = "{table_name}/{region}/{YYYY}-{MM}/{file_id}.{ext}"
                current_datetime = "2024-02-04T03:05:06Z"
                extra_placeholders = { region = "eu" }
                """);
        destination = Destination.from("filesystem").named("lake");
        pipeline("pipe").run(Resource.of("items", List.of(NESTED)));
        assertThat(dataset().folders()).containsKeys("items/eu/2024-02", "items__tags/eu/2024-02");
    }

    @Test
    void textIsNotCompressedOnRequest() {
        environment.put("NORMALIZE__DATA_WRITER__DISABLE_COMPRESSION", "true");
        pipeline("pipe").run(Resource.of("items", List.of(NESTED)));
        assertThat(dataset().files("items")).singleElement().asString().matches(".*[0-9a-f]\\.jsonl");
        assertThat(dataset().values("items")).containsExactly("{at__x=1.5, id=1, name=ä}");
    }

    @Test
    void writesParquetOnRequest() throws IOException {
        environment.put("NORMALIZE__LOADER_FILE_FORMAT", "parquet");
        Pipeline pipeline = pipeline("pipe");
        pipeline.run(Resource.of("items", List.of(NESTED)));
        String file = dataset().files("items").get(0);
        assertThat(file).endsWith(".parquet");
        byte[] content = Files.readAllBytes(bucket().resolve("data/items").resolve(file));
        assertThat(new String(content, 0, 4, StandardCharsets.US_ASCII)).isEqualTo("PAR1");
        assertThat(dataset().files("_dlt_pipeline_state"))
                .singleElement()
                .asString()
                .endsWith(".jsonl");
    }

    @Test
    void loadsParquetFiles() {
        environment.put("NORMALIZE__LOADER_FILE_FORMAT", "parquet");
        pipeline("pipe").run(Resource.of("items", List.of(NESTED, Map.of("id", 2))));
        Path file =
                bucket().resolve("data/items").resolve(dataset().files("items").get(0));
        environment.clear();
        LoadInfo info = pipeline("second").run(Resource.ofFiles("copies", file));
        assertThat(info.rowCounts()).containsEntry("copies", 2L);
        assertThat(dataset().values("copies")).hasSize(2).anyMatch(row -> row.contains("at__x=1.5"));
    }

    @Test
    void refusesAFormatThatNobodyWrites() {
        environment.put("NORMALIZE__LOADER_FILE_FORMAT", "avro");
        assertThatThrownBy(() -> pipeline("pipe").run(Resource.of("items", List.of(NESTED))))
                .isInstanceOf(DltException.class)
                .hasMessageContaining("loader_file_format is 'avro'");
        assertThat(bucket()).doesNotExist();
    }

    @Test
    void goesOnInAFreshWorkingDirectory() throws IOException {
        pipeline("pipe").run(Resource.of("items", List.of(NESTED)));
        Path lost = home.resolve("pipelines");
        Files.move(lost, home.resolve("lost"));
        Pipeline again = pipeline("pipe");
        LoadInfo info = again.run(Resource.of("items", List.of(Map.of("id", 2))));
        assertThat(info.packages())
                .singleElement()
                .satisfies(load -> assertThat(load.migrated()).isEmpty());
        assertThat(again.schemas().get("pipe").tables()).containsKey("items__tags");
        assertThat(dataset().folders())
                .containsEntry("items", 2L)
                .containsEntry("_dlt_version", 1L)
                .containsEntry("_dlt_pipeline_state", 1L);
    }

    @ParameterizedTest
    @CsvSource({"true, 4", "false, 6"})
    void cursorsGoOnInAFreshWorkingDirectory(boolean restore, int rows) throws IOException { // 150
        environment.put("RESTORE_FROM_DESTINATION", Boolean.toString(restore));
        pipeline("pipe").run(numbers(2));
        Files.move(home.resolve("pipelines"), home.resolve("lost"));
        pipeline("pipe").run(numbers(4));
        assertThat(dataset().rows("items")).hasSize(rows);
    }

    private static Resource numbers(int last) {
        List<Map<String, Integer>> items =
                IntStream.rangeClosed(1, last).mapToObj(id -> Map.of("id", id)).toList();
        return Resource.of("items", items).incremental(Incremental.on("id"));
    }

    @Test
    void aTableThatCannotBeWrittenLeavesTheLoadIncomplete() throws IOException { // 166
        environment.put("LOAD__RAISE_ON_MAX_RETRIES", "1");
        Path bad = Files.createDirectories(bucket().resolve("data")).resolve("bad");
        Files.writeString(bad, "in the way");
        Pipeline pipeline = pipeline("pipe");
        Resource[] resources = {
            Resource.of("good", List.of(Map.of("id", 1))), Resource.of("bad", List.of(Map.of("id", 1)))
        };
        assertThatThrownBy(() -> pipeline.run(resources))
                .isInstanceOf(DltException.class)
                .hasMessageContaining("FILESYSTEM_IO")
                .hasMessageContaining("bad");
        assertThat(dataset().folders()).isEqualTo(Map.of("", 2L, "good", 1L, "_dlt_version", 1L));
        List<String> good = dataset().files("good");
        Files.delete(bad);
        pipeline("pipe").run(resources);
        assertThat(dataset().folders())
                .isEqualTo(Map.of(
                        "",
                        1L,
                        "good",
                        1L,
                        "bad",
                        1L,
                        "_dlt_loads",
                        1L,
                        "_dlt_pipeline_state",
                        1L,
                        "_dlt_version",
                        1L));
        assertThat(dataset().files("good")).isEqualTo(good);
    }

    @Test
    void namesAWrongLayoutBeforeAnythingIsExtracted() {
        destination = destination.with("layout", "{load_id}");
        Resource untouched = Resource.from("items", () -> {
            throw new AssertionError("extracted");
        });
        assertThatThrownBy(() -> pipeline("pipe").run(untouched))
                .isInstanceOf(DltException.class)
                .hasMessageContaining("no placeholder {table_name}");
    }

    @Test
    void aNameThatIsTooLongIsRefusedBeforeAnythingIsWritten() {
        String field = "k".repeat(250);
        Resource deep = Resource.of("items", List.of(Map.of("id", 1, field, List.of("a"))));
        Pipeline pipeline = pipeline("pipe");
        assertThatThrownBy(() -> pipeline.run(deep))
                .isInstanceOfSatisfying(DltException.class, e -> {
                    assertThat(e.code()).hasToString("FILESYSTEM_NAME");
                    assertThat(e.nextStep()).contains("max_table_nesting");
                })
                .hasMessageContaining("has 257 bytes, where at most 255 are possible");
        assertThat(bucket()).doesNotExist();
        pipeline.dropPendingPackages();
        pipeline.run(deep.maxTableNesting(0));
        assertThat(dataset().values("items")).containsExactly("{id=1, " + field + "=[a]}");
    }

    @Test
    void aLayoutWithoutFileIdsTakesOneFileATable() throws IOException {
        destination = destination.with("layout", "{table_name}/{load_id}.{ext}");
        pipeline("pipe").run(Resource.of("items", List.of(NESTED)));
        List<String> before = dataset().files();
        environment.put("EXTRACT__PART_BYTES", "1024");
        String longName = "x".repeat(2000);
        Resource two =
                Resource.of("items", List.of(Map.of("id", 2, "name", longName), Map.of("id", 3, "name", longName)));
        assertThatThrownBy(() -> pipeline("pipe").run(two))
                .isInstanceOfSatisfying(
                        DltException.class, e -> assertThat(e.code()).hasToString("FILESYSTEM_LAYOUT"))
                .hasMessageContaining("gives all 2 files of table 'items' one name");
        assertThat(dataset().files()).isEqualTo(before);
        destination = destination.with("layout", "{table_name}/{load_id}.{file_id}.{ext}");
        pipeline("pipe").load();
        assertThat(dataset().column("items", "id"))
                .extracting(String::valueOf)
                .containsExactlyInAnyOrder("1", "2", "3");
    }

    @Test
    void aWrongPlaceholderIsNamedBeforeAnythingIsExtracted() {
        destination = destination
                .with("layout", "{table_name}/{who}/{file_id}.{ext}")
                .with("extra_placeholders", Map.of("who", ".."));
        Resource untouched = Resource.from("items", () -> {
            throw new AssertionError("extracted");
        });
        assertThatThrownBy(() -> pipeline("pipe").run(untouched))
                .isInstanceOf(DltException.class)
                .hasMessageContaining("'table/../");
    }

    private static Resource replacing(String name, Map<String, Object> item) {
        return Resource.of(name, List.of(item)).writeDisposition(WriteDisposition.REPLACE);
    }

    private Path bucket() {
        return home.resolve("bucket");
    }

    private FileDataset dataset() {
        return new FileDataset(bucket().resolve("data"));
    }

    private Pipeline pipeline(String name) {
        Map<String, String> variables = new HashMap<>(environment);
        variables.put("DLT_DATA_DIR", home.resolve("dlt").toString());
        PipelineBuilder builder = Pipeline.named(name)
                .destination(destination.with("bucket_url", bucket().toString()))
                .dataset("data")
                .projectDir(home)
                .pipelinesDir(home.resolve("pipelines"))
                .environment(variables);
        return builder.open();
    }
}
