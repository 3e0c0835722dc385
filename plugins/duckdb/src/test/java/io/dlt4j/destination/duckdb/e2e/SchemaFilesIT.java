package io.dlt4j.destination.duckdb.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.dlt4j.destination.duckdb.e2e.CommandLine.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Schemas in folders that people keep, from {@code config.toml} to the columns of the destination. */
class SchemaFilesIT {

    @TempDir
    private Path home;

    @Test
    void anEditedFileChangesTheColumnsAndSaysSo() throws IOException {
        CommandLine dlt4j = configured();
        write("items.jsonl", "{\"id\":1}\n");
        assertThat(dlt4j.run("run", "items.jsonl").err()).doesNotContain("items.schema.yaml");
        Path file = home.resolve("in").resolve("items.schema.yaml");
        String written = Files.readString(file);
        String edited = written.replace(
                "  items:\n    columns: {}\n", "  items:\n    columns:\n      code: {data_type: text}\n");
        assertThat(edited).isNotEqualTo(written);
        Files.writeString(file, edited);

        write("items.jsonl", "{\"id\":2,\"code\":7}\n");
        Ended ended = dlt4j.run("run", "items.jsonl");

        assertThat(ended.exitCode()).as(ended.toString()).isZero();
        assertThat(ended.err()).contains("items.schema.yaml", "[items] have data already");
        assertThat(home.resolve("out").resolve("items.schema.yaml"))
                .content()
                .contains("      code:\n        data_type: text\n");
        try (LoadedDataset dataset = LoadedDataset.of(dlt4j, "items")) {
            assertThat(dataset.columns().get("items")).containsEntry("code", "VARCHAR");
            assertThat(dataset.texts("SELECT code FROM " + dataset.name("items") + " ORDER BY id"))
                    .containsExactly(null, "7");
        }
    }

    @Test
    void yamlIsNotLoadedWhereNobodyAskedForIt() throws IOException {
        write("items.jsonl", "{\"id\":1}\n");
        Path log = home.resolve("classes.log");
        String option = "-Xlog:class+load:file=" + log + "::filecount=0";

        CommandLine.in(home).option(option).document("run", "items.jsonl");
        assertThat(log).content().contains("io.dlt4j.normalize.TokenWalker").doesNotContainIgnoringCase("yaml");

        configured().option(option).document("run", "items.jsonl");
        assertThat(log).content().contains("org.yaml.snakeyaml");
    }

    private CommandLine configured() throws IOException {
        Files.createDirectories(home.resolve(".dlt"));
        write(".dlt/config.toml", "import_schema_path = \"in\"\nexport_schema_path = \"out\"\n");
        return CommandLine.in(home);
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(home.resolve(file), text);
    }
}
