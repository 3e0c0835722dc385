package io.dlt4j.destination.duckdb.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dlt4j.destination.duckdb.e2e.CommandLine.Ended;
import io.dlt4j.destination.duckdb.e2e.CommandLine.Running;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the command line says when it cannot do what it is told, and that it leaves nothing half done. */
class BrokenInputIT {

    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    @TempDir
    private Path home;

    private CommandLine dlt4j;

    @BeforeEach
    void startHere() {
        dlt4j = CommandLine.in(home).with("EXTRACT__PART_BYTES", "1024");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // file | code | lines before | the broken line | the line mended
                "items.jsonl | NORMALIZE_JSON_BROKEN | {'id':1,'l':[1]};{'id':2} | {'id':     | {'id':3}",
                "items.jsonl | NORMALIZE_JSON_BROKEN | {'id':1,'l':[1]};{'id':2} | {'id':NaN} | {'id':3}",
                "items.json  | EXTRACT_JSON_BROKEN   | [{'id':1,'l':[1]};,{'id':2} | ,{'id':3] | ,{'id':3}]",
                "items.csv   | EXTRACT_CSV_BROKEN    | id,name;1,a               | 2          | 2,b"
            })
    void namesTheBrokenLineAndPublishesNothing(String file, String code, String before, String broken, String mended)
            throws IOException {
        String start = (before + ";").replace(';', '\n').replace('\'', '"');
        write(file, start + broken.replace('\'', '"') + "\n");

        Ended ended = dlt4j.run("run", file);
        assertThat(ended.exitCode()).as(ended.toString()).isEqualTo(FAILED);
        assertThat(ended.err())
                .startsWith(code + ": ")
                .contains(file + ", line 3")
                .doesNotContain("REDACTED", "JsonReadFeature");
        assertThat(ended.out()).isEmpty();
        assertNothingPending("items");
        assertThat(home.resolve("items.duckdb")).doesNotExist();

        write(file, start + mended.replace('\'', '"') + "\n");
        assertThat(dlt4j.document("run", file).path("resumed").asBoolean()).isFalse();
        assertRows("items", "items", file.equals("items.csv") ? 2 : 3);
    }

    @Test
    void publishesNothingIfALaterPartIsBroken() throws IOException {
        String good = "{\"id\":1,\"note\":\"" + "n".repeat(100) + "\",\"tags\":[\"a\",\"b\"]}\n";
        write("items.jsonl", good.repeat(199) + "{\"id\":2,\"tags\":[\"c\"\n" + good);

        Ended ended = dlt4j.run("run", "items.jsonl");
        assertThat(ended.exitCode()).isEqualTo(FAILED);
        assertThat(ended.err()).contains("items.jsonl, line 200,");
        assertNothingPending("items");

        write("items.jsonl", good.repeat(200));
        dlt4j.document("run", "items.jsonl");
        assertRows("items", "items", 200);
        assertRows("items", "items__tags", 400);
    }

    @Test
    void refusesGzipThatIsCutOff() throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(whole)) {
            for (int id = 0; id < 5000; id++) {
                gzip.write(("{\"id\":" + id * 7919L % 10007 + "}\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        Files.write(home.resolve("items.jsonl.gz"), Arrays.copyOf(whole.toByteArray(), whole.size() - 1000));

        Ended ended = dlt4j.run("run", "items.jsonl.gz");
        assertThat(ended.exitCode()).isEqualTo(FAILED);
        assertThat(ended.err()).startsWith("EXTRACT_COMPRESSION_BROKEN: ").contains("items.jsonl.gz", "ends too early");
        assertNothingPending("items");

        Files.write(home.resolve("items.jsonl.gz"), whole.toByteArray());
        dlt4j.document("run", "items.jsonl.gz");
        assertRows("items", "items", 5000);
    }

    @Test
    void saysWhereItLookedForAFileThatIsMissing() {
        assertMisused(
                "EXTRACT_SOURCE_MISSING",
                dlt4j.run("run", "none.jsonl"),
                home.resolve("none.jsonl").toString());
    }

    @Test
    void saysWhatItLookedForInAFolderWithoutFiles() throws IOException {
        Files.createDirectory(home.resolve("inbox"));
        write("inbox/readme.txt", "no data");
        assertMisused("EXTRACT_SOURCE_MISSING", dlt4j.run("run", "inbox"), "'inbox'", ".jsonl", "1 entr");
    }

    @Test
    void leavesADirectoryAloneThatIsNotItsOwn() throws IOException {
        write("items.jsonl", "{\"id\":1}\n");
        Path foreign = Files.createDirectories(home.resolve("pipes").resolve("items"));
        Files.writeString(foreign.resolve("mine.txt"), "mine");

        Ended ended = dlt4j.run("run", "items.jsonl", "--pipelines-dir", "pipes");
        assertMisused("WORKDIR_FOREIGN", ended, foreign.toString());
        assertThat(foreign).isDirectoryContaining("glob:**/mine.txt").isDirectoryNotContaining("glob:**/dlt4j.json");
    }

    @Test
    void namesTheProcessThatHasTheWorkingDirectory() throws Exception {
        write("items.jsonl", "{\"id\":1}\n");
        Path steps = home.resolve("steps");
        Running holder = dlt4j.piped()
                .with("DLT4J_FAIL_TRACE", steps.toString())
                .start("run", "-", "--table", "items", "--pipeline", "items");
        try (OutputStream input = holder.process().getOutputStream()) {
            input.write("{\"id\":2}\n".getBytes(StandardCharsets.UTF_8));
            input.flush();
            KilledRuns.awaitFirstStep(holder, steps);

            Ended refused = dlt4j.run("run", "items.jsonl");
            assertThat(refused.exitCode()).as(refused.toString()).isEqualTo(FAILED);
            assertThat(refused.err())
                    .startsWith("WORKDIR_LOCKED: ")
                    .contains("process " + holder.process().pid() + " (run, since ");
            input.write("{\"id\":3}\n".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(holder.end().exitCode()).isZero();
        assertRows("items", "items", 2);
    }

    @Test
    void saysHowToGetAPluginThatIsMissing() throws IOException {
        write("items.jsonl", "{\"id\":1}\n");
        assertMisused(
                "PLUGIN_MISSING",
                dlt4j.withoutPlugins().run("run", "items.jsonl"),
                "'duckdb'",
                home.resolve("no-plugins").toString(),
                "Add io.dlt4j:dlt4j-destination-duckdb:");
        assertMisused("PLUGIN_MISSING", dlt4j.run("run", "items.jsonl", "--destination", "nowhere"), "'nowhere'");
        dlt4j.document("run", "items.jsonl");
        assertRows("items", "items", 1);
    }

    @Test
    void namesTheKeyOfAWrongSetting() throws IOException {
        write("items.jsonl", "{\"id\":1}\n");
        Map<String, String> wrong =
                Map.of("NORMALIZE__WORKERS", "0", "EXTRACT__PART_BYTES", "400", "LOAD__WORKERS", "several");
        wrong.forEach((key, value) ->
                assertMisused("CONFIG_VALUE_INVALID", dlt4j.with(key, value).run("run", "items.jsonl"), key));

        Files.createDirectory(home.resolve(".dlt"));
        write(".dlt/config.toml", "[extract]\npart_bytes = \n");
        assertMisused("CONFIG_FILE_INVALID", dlt4j.run("run", "items.jsonl"), "config.toml, line 2");
    }

    @Test
    void refusesWordsThatItDoesNotKnow() {
        assertMisused(
                "CLI_OPTION_UNKNOWN",
                dlt4j.run("run", "items.jsonl", "--write-dispositon", "replace"),
                "--write-disposition");
        assertMisused("CLI_USAGE", dlt4j.run("load"), "--pipeline");
    }

    @Test
    void reportsAFailureAsADocumentIfAskedTo() throws IOException {
        write("items.jsonl", "{\"id\":1}\n{\"id\":\n");
        Ended ended = dlt4j.run("run", "items.jsonl", "--json");

        assertThat(ended.exitCode()).isEqualTo(FAILED);
        JsonNode error = ended.document().get("error");
        assertThat(error.get("code").textValue()).isEqualTo("NORMALIZE_JSON_BROKEN");
        assertThat(error.get("message").textValue()).contains("items.jsonl, line 2,");
        assertThat(error.get("next_step").textValue()).contains("run the same command again");
        assertThat(ended.err()).startsWith("NORMALIZE_JSON_BROKEN: ");
    }

    private static void assertMisused(String code, Ended ended, String... said) {
        assertThat(ended.exitCode()).as(ended.toString()).isEqualTo(MISUSED);
        assertThat(ended.err()).startsWith(code + ": ").contains(said).doesNotContain("Exception");
        assertThat(ended.out()).isEmpty();
    }

    private void assertNothingPending(String pipeline) {
        for (String stage : new String[] {"pending", "writing", "loaded"}) {
            Path directory = dlt4j.pipeline(pipeline).resolve(stage);
            assertThat(Files.exists(directory) ? directory.toFile().list() : new String[0])
                    .as(stage)
                    .isEmpty();
        }
    }

    private void assertRows(String pipeline, String table, long rows) {
        try (LoadedDataset dataset = LoadedDataset.of(dlt4j, pipeline)) {
            assertThat(dataset.counts()).containsEntry(table, rows);
        }
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(home.resolve(file), text);
    }
}
