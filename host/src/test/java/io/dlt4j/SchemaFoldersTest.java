package io.dlt4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.schema.DataType;
import io.dlt4j.api.schema.Schema;
import io.dlt4j.api.schema.WriteDisposition;
import io.dlt4j.schema.DltSchema;
import io.dlt4j.schema.SchemaFileFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of schemas that people keep in folders of theirs. No destination is needed for it. */
class SchemaFoldersTest {

    private static final String JSON = "SCHEMA__EXTERNAL_SCHEMA_FORMAT=json";

    @TempDir
    private Path home;

    @Test
    void theFirstExtractWritesTheImportFileAndNormalizeTheExport() {
        Pipeline pipeline = pipeline("imports", "exports");

        pipeline.extract(items("{\"id\": 1}"));
        assertThat(read("imports")).contains("  t:\n    columns: {}\n").doesNotContain("x-normalizer");
        assertThat(home.resolve("exports")).doesNotExist();

        pipeline.normalize();
        assertThat(read("imports")).doesNotContain("id:\n        data_type: bigint");
        assertThat(schemaIn("exports").versionHash()).isEqualTo(schema(pipeline).versionHash());
        assertThat(schemaIn("exports").tables().get("t").columns()).containsKey("id");
        assertThat(read("exports")).contains("seen-data: true").doesNotContain("name: id", "imported_version_hash");
        assertThat(stored(pipeline).importedVersionHash())
                .contains(schemaIn("imports").versionHash());
    }

    @Test
    void anImportFileThatNobodyEditedChangesNothing() {
        Pipeline pipeline = pipeline("imports", "exports");
        load(pipeline, "{\"id\": 1}");
        String imported = read("imports");
        Schema first = schema(pipeline);

        load(pipeline("imports", "exports"), "{\"id\": 2}");

        assertThat(read("imports")).isEqualTo(imported);
        assertThat(schema(pipeline).version()).isEqualTo(first.version());
        assertThat(schema(pipeline).versionHash()).isEqualTo(first.versionHash());
    }

    @Test
    void anEditedImportFileReplacesTheSchema() throws IOException {
        load(pipeline("imports", "exports"), "{\"id\": 1, \"gone\": 1}");
        String replaced = schema(pipeline("imports", "exports")).versionHash();
        edit("imports", "  t:\n    columns: {}\n", "  t:\n    columns:\n      id:\n        data_type: text\n");
        String edited = schemaIn("imports").versionHash();

        Pipeline pipeline = pipeline("imports", "exports");
        load(pipeline, "{\"id\": 2}");

        assertThat(schema(pipeline).tables().get("t").columns().get("id").dataType())
                .contains(DataType.TEXT);
        assertThat(schema(pipeline).tables().get("t").columns()).doesNotContainKey("gone");
        assertThat(stored(pipeline).importedVersionHash()).contains(edited);
        assertThat(stored(pipeline).previousHashes()).startsWith(edited, replaced);
        assertThat(schema(pipeline).version()).isEqualTo(schemaIn("imports").version() + 1);
        assertThat(schemaIn("exports").versionHash()).isEqualTo(schema(pipeline).versionHash());
    }

    @Test
    void aPackageExtractedBeforeAnEditKeepsItsTables() throws IOException {
        load(pipeline("imports", "exports"), "{\"id\": 1}");
        pipeline("imports", "exports")
                .extract(Resource.ofJson("late", "{\"id\": 1}").writeDisposition(WriteDisposition.REPLACE));
        edit("imports", "  t:\n    columns: {}\n", "  t:\n    columns:\n      id:\n        data_type: text\n");

        Pipeline pipeline = pipeline("imports", "exports");
        pipeline.extract(items("{\"id\": 3}"));
        pipeline.normalize();

        assertThat(schema(pipeline).tables().get("late").properties()).containsEntry("write_disposition", "replace");
        assertThat(schema(pipeline).tables().get("t").columns().get("id").dataType())
                .contains(DataType.TEXT);
    }

    @Test
    void aSchemaOfTheReferenceIsTakenForTheFirstExtract() throws IOException {
        Files.createDirectories(home.resolve("imports"));
        Files.writeString(file("imports"), resource("event.export.yaml").replace("name: event", "name: p"));
        String hash = schemaIn("imports").versionHash();

        Pipeline pipeline = pipeline("imports", "exports");
        pipeline.extract(Resource.ofJson("orders", "{\"id\": 7, \"price\": 1.5, \"items\": [{\"x\": \"a\"}]}"));
        assertThat(stored(pipeline).importedVersionHash()).contains(hash);
        pipeline.normalize();

        assertThat(schema(pipeline)
                        .tables()
                        .get("orders")
                        .columns()
                        .get("price")
                        .precision())
                .hasValue(10);
        assertThat(schema(pipeline).tables().keySet()).containsAll(List.of("orders", "orders__items"));
    }

    @Test
    void oneFolderForBothIsNotTakenForAnEdit() throws IOException {
        load(pipeline("both", "both"), "{\"id\": 1}");
        assertThat(read("both")).contains("id:\n").doesNotContain("x-normalizer");
        Schema first = schema(pipeline("both", "both"));

        Pipeline pipeline = pipeline("both", "both");
        load(pipeline, "{\"id\": 2}");
        assertThat(schema(pipeline).versionHash()).isEqualTo(first.versionHash());
        assertThat(schema(pipeline).tables().get("t").hasSeenData()).isTrue();

        edit("both", "      id:\n        data_type: bigint\n", "      id:\n        data_type: text\n");
        load(pipeline, "{\"id\": 3}");
        assertThat(schema(pipeline).tables().get("t").columns().get("id").dataType())
                .contains(DataType.TEXT);
    }

    @Test
    void filesAreJsonWithNamesIfConfigured() {
        Pipeline pipeline =
                pipeline("imports", "exports", JSON, "SCHEMA__EXTERNAL_SCHEMA_FORMAT_REMOVE_DEFAULTS=false");
        load(pipeline, "{\"id\": 1}");

        Path file = home.resolve("exports").resolve("p.schema.json");
        assertThat(file).content().contains("\"name\": \"id\"");
        assertThat(home.resolve("imports").resolve("p.schema.json")).exists();
        assertThat(home.resolve("imports").resolve("p.schema.yaml")).doesNotExist();
    }

    @Test
    void foldersAreConfigured() {
        Pipeline pipeline = open(Map.of("PIPELINES__P__IMPORT_SCHEMA_PATH", "in", "EXPORT_SCHEMA_PATH", "out"))
                .open();
        load(pipeline, "{\"id\": 1}");

        assertThat(file("in")).exists();
        assertThat(file("out")).exists();
    }

    @ParameterizedTest
    @CsvSource({"name: p, name: other", "tables:, tables: [", "data_type: timestamp, data_type: moment"})
    void aFileThatIsNoSchemaIsNamedAndNothingIsExtracted(String before, String after) throws IOException {
        load(pipeline("imports", "exports"), "{\"id\": 1}");
        edit("imports", before, after);
        Pipeline pipeline = pipeline("imports", "exports");

        assertThatExceptionOfType(DltException.class)
                .isThrownBy(() -> pipeline.extract(items("{\"id\": 2}")))
                .withMessageContaining(file("imports").toString())
                .satisfies(e -> assertThat(e.code()).isEqualTo(PipelineError.PIPELINE_SCHEMA_FILE_INVALID));
        assertThat(pipeline.pendingPackages()).hasSize(1);
    }

    @Test
    void anUnknownFormatIsRefused() {
        assertThatExceptionOfType(DltException.class)
                .isThrownBy(() -> pipeline("imports", "exports", "SCHEMA__EXTERNAL_SCHEMA_FORMAT=dbml"))
                .withMessageContaining("dbml");
    }

    private Pipeline pipeline(String imports, String exports, String... variables) {
        Map<String, String> environment = new HashMap<>();
        for (String variable : variables) {
            environment.put(variable.split("=")[0], variable.split("=")[1]);
        }
        return open(environment)
                .importSchemas(home.resolve(imports))
                .exportSchemas(home.resolve(exports))
                .open();
    }

    private PipelineBuilder open(Map<String, String> environment) {
        return Pipeline.named("p")
                .projectDir(home)
                .pipelinesDir(home.resolve("pipelines"))
                .environment(environment);
    }

    private static void load(Pipeline pipeline, String json) {
        pipeline.extract(items(json));
        pipeline.normalize();
    }

    private static Resource items(String json) {
        return Resource.ofJson("t", json);
    }

    private static Schema schema(Pipeline pipeline) {
        return Objects.requireNonNull(pipeline.schemas().get("p"));
    }

    private static DltSchema stored(Pipeline pipeline) {
        return (DltSchema) schema(pipeline);
    }

    private Path file(String folder) {
        return home.resolve(folder).resolve("p.schema.yaml");
    }

    private DltSchema schemaIn(String folder) {
        return SchemaFileFormat.YAML.read(read(folder));
    }

    private String read(String folder) {
        try {
            return Files.readString(file(folder));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void edit(String folder, String before, String after) throws IOException {
        String text = read(folder);
        assertThat(text).contains(before);
        Files.writeString(file(folder), text.replaceFirst(Pattern.quote(before), after));
    }

    private static String resource(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(SchemaFoldersTest.class.getResourceAsStream("/io/dlt4j/schema/" + name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
