package io.dlt4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dlt4j.pack.LoadPackage;
import io.dlt4j.pack.WorkingDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class MainTest {

    @TempDir
    private Path directory;

    @Test
    void theVersionIsOneLine() {
        CommandLine version = CommandLine.run(directory, "--version");

        assertThat(version.code()).isZero();
        assertThat(version.out()).matches("dlt4j \\S+\n");
        assertThat(version.err()).isEmpty();
    }

    @Test
    void nothingAskedIsWrongUsageAndGetsHelp() {
        CommandLine nothing = CommandLine.run(directory);

        assertThat(nothing.code()).isEqualTo(2);
        assertThat(nothing.out()).isEmpty();
        assertThat(nothing.err()).contains("Usage: dlt4j COMMAND");
    }

    @Test
    void helpListsAllCommandsInLinesThatFitATerminal() {
        CommandLine help = CommandLine.run(directory, "--help");

        assertThat(help.code()).isZero();
        for (Command command : Command.values()) {
            assertThat(help.out()).contains(command.usage());
        }
        assertThat(help.out().lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(110));
    }

    @ParameterizedTest
    @EnumSource(Command.class)
    void theHelpOfACommandHasItsOptionsAndAnExample(Command command) {
        String[] words = (command.path() + " --help").replace("NAME", "web").split(" ");

        CommandLine help = CommandLine.run(directory, words);

        assertThat(help.code()).isZero();
        assertThat(help.out()).contains(command.summary(), "Usage: dlt4j " + command.usage(), "Examples:\n  ");
        assertThat(command.examples())
                .isNotEmpty()
                .allSatisfy(example -> assertThat(help.out()).contains(example));
        assertThat(command.options())
                .allSatisfy(option -> assertThat(help.out()).contains("  " + option.usage()));
    }

    @Test
    void theHelpOfPipelineIsAboutAllItsOperations() {
        assertThat(CommandLine.run(directory, "pipeline", "--help").out())
                .contains("pipeline NAME show TABLE", "--limit N", "pipeline list");
    }

    @ParameterizedTest
    @EnumSource(Command.class)
    void examplesAreValid(Command command) {
        for (String example : command.examples()) {
            String line = example.substring(example.lastIndexOf("dlt4j ") == 0 ? 6 : example.indexOf("dlt4j ") + 6);
            String words = line.split(" [>&|]")[0].replace("'", "");
            assertThat(Arguments.parse(words.split(" ")).command()).as(example).isEqualTo(command);
        }
    }

    @Test
    void wrongUsageIsToldAsTextAndEndsWith2() {
        CommandLine wrong = CommandLine.run(directory, "rum", "a.json");

        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.out()).isEmpty();
        assertThat(wrong.err())
                .isEqualTo("CLI_COMMAND_UNKNOWN: There is no command 'rum'. Did you mean 'run'? See dlt4j --help.\n");
    }

    @Test
    void errorsAreOneJsonDocumentIfAskedFor() throws IOException {
        CommandLine wrong = CommandLine.run(directory, "run", "nowhere.json", "--json");

        assertThat(wrong.code()).isEqualTo(2);
        JsonNode error = new ObjectMapper().readTree(wrong.out()).get("error");
        assertThat(error.get("code").asText()).isEqualTo("EXTRACT_SOURCE_MISSING");
        assertThat(error.get("message").asText()).contains("nowhere.json");
        assertThat(error.get("next_step").asText()).isNotEmpty();
        assertThat(wrong.err()).startsWith("EXTRACT_SOURCE_MISSING: ");
    }

    @Test
    void aWrongOptionIsOneJsonDocumentToo() throws IOException {
        CommandLine wrong = CommandLine.run(directory, "--json", "load", "--tabel");

        assertThat(new ObjectMapper().readTree(wrong.out()).at("/error/code").asText())
                .isEqualTo("CLI_OPTION_UNKNOWN");
    }

    @Test
    void aStackTraceIsShownOnRequestOnly() {
        assertThat(CommandLine.run(directory, "run", "nowhere.json").err()).doesNotContain("\tat ");
        assertThat(CommandLine.run(directory, "run", "nowhere.json", "--debug").err())
                .contains("\tat ");
    }

    @Test
    void stagesThatGoOnNeedToKnowWithWhichPipeline() {
        pipeline("web");
        pipeline("crm");

        CommandLine load = CommandLine.run(directory, "load");

        assertThat(load.code()).isEqualTo(2);
        assertThat(load.err()).contains("--pipeline NAME", "There are: crm, web.");
    }

    @Test
    void pipelinesThatAreNotThereAreNotMade() {
        pipeline("github");

        CommandLine load = CommandLine.run(directory, "load", "--pipeline", "gihtub");

        assertThat(load.code()).isEqualTo(2);
        assertThat(load.err()).contains("no pipeline 'gihtub'", "Did you mean 'github'?");
        assertThat(directory.resolve("data/dlt4j/pipelines/gihtub")).doesNotExist();
    }

    @Test
    void pipelinesAreListed() throws IOException {
        pipeline("web");

        assertThat(CommandLine.run(directory, "pipeline", "list").out())
                .startsWith("1 pipeline found in ")
                .endsWith("web (last run: never)\n");
        JsonNode list = new ObjectMapper()
                .readTree(
                        CommandLine.run(directory, "pipeline", "list", "--json").out());
        assertThat(list.at("/pipelines/0/name").asText()).isEqualTo("web");
        assertThat(list.at("/pipelines/0/pending_packages").asInt()).isZero();
    }

    @Test
    void aFolderWithoutPipelinesIsNoError() {
        CommandLine list = CommandLine.run(directory, "pipeline", "list", "--pipelines-dir", "nowhere");

        assertThat(list.code()).isZero();
        assertThat(list.out()).isEqualTo("No pipelines found in " + directory.resolve("nowhere") + "\n");
    }

    @Test
    void aPipelineThatNeverRanCanBeAskedAbout() {
        pipeline("web");

        assertThat(CommandLine.run(directory, "pipeline", "web").out()).contains("Last run: never");
        assertThat(CommandLine.run(directory, "pipeline", "web", "failed-jobs").out())
                .isEqualTo("No failed jobs found\n");
        assertThat(CommandLine.run(directory, "pipeline", "web", "trace").out()).startsWith("No trace found");
        assertThat(CommandLine.run(directory, "pipeline", "web", "schema").code())
                .isEqualTo(2);
        assertThat(CommandLine.run(directory, "pipeline", "web", "load-package").err())
                .startsWith("CLI_NOT_FOUND: Pipeline 'web' has no packages.");
    }

    @Test
    void extractNeedsNoDestinationAndItsPackageIsShown() throws IOException {
        Files.writeString(directory.resolve("Page Views.jsonl"), "{\"id\": 1}\n{\"id\": 2}\n");

        CommandLine extract = CommandLine.run(directory, "extract", "Page Views.jsonl");

        assertThat(extract.err()).isEmpty();
        assertThat(extract.code()).isZero();
        assertThat(extract.out()).contains("Next:\n  dlt4j normalize --pipeline page_views");
        assertThat(CommandLine.run(directory, "pipeline", "list").out()).contains("page_views", "1 package pending");
        assertThat(CommandLine.run(directory, "pipeline", "page_views", "load-package")
                        .out())
                .contains("EXTRACTED state");
        assertThat(CommandLine.run(directory, "pipeline", "page_views", "schema")
                        .out())
                .startsWith("{\n")
                .contains("\"page_views\"");
    }

    @Test
    void failedJobsAreShownUntilTheyAreTriedAgain() throws IOException {
        Files.writeString(directory.resolve("events.json"), "[{\"id\": 1}]");
        CommandLine.run(directory, "extract", "events.json");
        CommandLine normalize = CommandLine.run(directory, "normalize", "--pipeline", "events");
        assertThat(normalize.out()).contains("- events: 1 row(s)", "Next:\n  dlt4j load --pipeline events");
        LoadPackage load = WorkingDirectory.open(directory.resolve("data/dlt4j/pipelines/events"), "test")
                .pending()
                .get(0);

        load.markFailed("events.1a2b.jsonl", "DUCKDB_DATA_REJECTED", "out of range");

        assertThat(CommandLine.run(directory, "pipeline", "events", "failed-jobs")
                        .out())
                .startsWith("Package " + load.loadId() + ": job events.1a2b.jsonl was refused\n  out of range\n");
        assertThat(CommandLine.run(directory, "pipeline", "events", "load-package")
                        .out())
                .contains("FAILED state", "Failed due to: out of range");
        assertThat(CommandLine.run(directory, "pipeline", "events", "retry-failed")
                        .out())
                .contains("Package " + load.loadId() + " will be tried again", "dlt4j load --pipeline events");
        assertThat(CommandLine.run(directory, "pipeline", "events", "failed-jobs", "--json")
                        .out())
                .isEqualTo("{\"pipeline_name\":\"events\",\"failed_jobs\":[]}\n");
    }

    @Test
    void aBrokenSourceFailsTheRunAndIsNoWrongUsage() throws IOException {
        Files.writeString(directory.resolve("broken.json"), "[{\"id\": 1}, {\"id\"");

        CommandLine extract = CommandLine.run(directory, "extract", "broken.json", "--json");

        assertThat(extract.code()).isEqualTo(1);
        assertThat(new ObjectMapper().readTree(extract.out()).at("/error/code").asText())
                .isEqualTo("EXTRACT_JSON_BROKEN");
    }

    @Test
    void anUnknownDestinationIsAMatterOfConfiguration() throws IOException {
        Files.writeString(directory.resolve("a.json"), "[]");

        CommandLine run = CommandLine.run(directory, "run", "a.json", "--destination", "oracle");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).startsWith("PLUGIN_MISSING: ");
    }

    private void pipeline(String name) {
        WorkingDirectory.open(directory.resolve("data/dlt4j/pipelines").resolve(name), "test");
    }
}
