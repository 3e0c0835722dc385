package io.dlt4j.destination.duckdb.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dlt4j.destination.duckdb.e2e.CommandLine.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a destination's configuration, plugin and driver are needed for, and when: only the steps that talk to it look at them, in
 * that order, and what an earlier step made is loaded when the cause is mended.
 */
class LateAccessIT {

    private static final String CREDENTIALS = "DESTINATION__DUCKDB__CREDENTIALS";
    private static final int MISUSED = 2;

    @TempDir
    private Path temporary;

    private CommandLine dlt4j;
    private CommandLine withoutDriver;
    private String events;

    @BeforeEach
    void writeEvents() throws IOException {
        dlt4j = CommandLine.in(temporary.resolve("home"));
        events = Undisturbed.writeEvents(temporary).toString();
        Path thin = Files.createDirectories(temporary.resolve("plugins").resolve("duckdb"));
        Files.copy(CommandLine.pluginDirectory().resolve("duckdb/duckdb.jar"), thin.resolve("duckdb.jar"));
        withoutDriver = dlt4j.with("DLT4J_PLUGINS", thin.getParent().toString());
    }

    @Test
    void aWrongConfigurationStopsLoadAlone() {
        CommandLine misconfigured = dlt4j.with(CREDENTIALS, "mysql://user:hunter2@host/db");
        String loadId = extractAndNormalize(misconfigured);
        assertRefused(misconfigured, "CONFIG_NATIVE_VALUE_INVALID", CREDENTIALS);
        assertLoads(loadId);
    }

    @Test
    void aValueThatDoesNotFitStopsLoadAlone() {
        CommandLine misconfigured = dlt4j.with("DESTINATION__DUCKDB__CREATE_INDEXES", "perhaps");
        String loadId = extractAndNormalize(misconfigured);
        assertRefused(misconfigured, "CONFIG_VALUE_INVALID", "create_indexes");
        assertLoads(loadId);
    }

    @Test
    @DisplayName("P-122: a driver that is missing is named")
    void aMissingDriverStopsLoadAlone() {
        String loadId = extractAndNormalize(withoutDriver);
        assertRefused(withoutDriver, "PLUGIN_INCOMPLETE", "org.duckdb:duckdb_jdbc:");
        assertLoads(loadId);
    }

    @Test
    void aMissingPluginStopsLoadAlone() {
        CommandLine nothing = dlt4j.withoutPlugins();
        String loadId = extractAndNormalize(nothing);
        assertRefused(nothing, "PLUGIN_MISSING", "Add io.dlt4j:dlt4j-destination-duckdb:");
        assertLoads(loadId);
    }

    @Test
    @DisplayName("P-123: configuration comes before the driver")
    void configurationComesBeforeTheDriver() {
        CommandLine both = withoutDriver.with(CREDENTIALS, "mysql://user:hunter2@host/db");
        extractAndNormalize(both);
        assertRefused(both, "CONFIG_NATIVE_VALUE_INVALID", CREDENTIALS);
        assertThat(loadedClasses(both, "load", MISUSED, "--pipeline", "events"))
                .anyMatch(name -> name.equals("io.dlt4j.destination.duckdb.DuckDb"))
                .noneMatch(name -> name.startsWith("org.duckdb."))
                .doesNotContain("io.dlt4j.destination.duckdb.DuckDbBackend");
    }

    /** It restores the state from the destination before it reads anything. */
    @Test
    void runLooksAtTheConfigurationFirst() throws IOException {
        CommandLine misconfigured = dlt4j.with(CREDENTIALS, "mysql://user:hunter2@host/db");
        Ended run = misconfigured.run("run", events);
        assertThat(run.exitCode()).as(run.toString()).isEqualTo(MISUSED);
        assertThat(run.err()).contains("CONFIG_NATIVE_VALUE_INVALID").doesNotContain("hunter2");
        assertThat(packages()).isEmpty();
        JsonNode trace = dlt4j.document("pipeline", "events", "trace");
        assertThat(trace.toString()).contains("\"step\":\"sync\"").doesNotContain("\"step\":\"extract\"");
    }

    @Test
    @DisplayName("P-124: without restoring, configuration is missed by load alone")
    void runWithoutRestoreLooksAtTheConfigurationWhenItLoads() {
        CommandLine misconfigured =
                dlt4j.with(CREDENTIALS, "mysql://user:hunter2@host/db").with("RESTORE_FROM_DESTINATION", "false");
        Ended run = misconfigured.run("run", events);
        assertThat(run.err()).contains("CONFIG_NATIVE_VALUE_INVALID");
        JsonNode info = dlt4j.document("pipeline", "events", "info");
        assertThat(info.toString()).contains("NORMALIZED");
        assertThat(dlt4j.document("load", "--pipeline", "events")
                        .get("row_counts")
                        .get("events")
                        .asInt())
                .isEqualTo(20);
    }

    @Test
    void describingNeedsNoDriver() {
        assertThat(loadedClasses(withoutDriver, "destinations", 0, "describe", "duckdb"))
                .contains("io.dlt4j.destination.duckdb.DuckDb")
                .noneMatch(name -> name.startsWith("org.duckdb."));
        assertThat(loadedClasses(withoutDriver, "destinations", 0, "list"))
                .noneMatch(name -> name.startsWith("io.dlt4j.destination."));
        dlt4j.document("run", events);
        assertThat(loadedClasses(dlt4j, "pipeline", 0, "events", "info"))
                .noneMatch(name -> name.startsWith("io.dlt4j.destination.") || name.startsWith("org.duckdb."));
    }

    @Test
    void checkTriesWhatALoadNeedsAndLeavesNothing() throws IOException {
        JsonNode checked = dlt4j.document("destinations", "check", "duckdb", "--pipeline", "events");
        assertThat(checked.get("passed").toString())
                .contains("created dataset 'events_dataset'", "created a table", "took everything back");
        assertThat(databases()).isEmpty();

        dlt4j.document("run", events);
        List<Path> before = databases();
        assertThat(dlt4j.document("destinations", "check", "duckdb", "--pipeline", "events")
                        .get("passed")
                        .toString())
                .contains("found dataset 'events_dataset'");
        assertThat(databases()).isEqualTo(before);
        try (LoadedDataset dataset = LoadedDataset.of(dlt4j, "events")) {
            assertThat(dataset.counts().keySet()).noneMatch(table -> table.contains("check"));
        }

        Path deep = dlt4j.directory().resolve("not/there/yet/x.duckdb");
        dlt4j.with(CREDENTIALS, deep.toString()).document("destinations", "check", "duckdb");
        assertThat(dlt4j.directory().resolve("not")).doesNotExist();
    }

    @Test
    void checkNeedsTheDriver() {
        Ended check = withoutDriver.run("destinations", "check", "duckdb");
        assertThat(check.exitCode()).isEqualTo(MISUSED);
        assertThat(check.out()).contains("ok  resolved the configuration");
        assertThat(check.err()).contains("PLUGIN_INCOMPLETE", "org.duckdb:duckdb_jdbc:");
    }

    private String extractAndNormalize(CommandLine host) {
        JsonNode extracted = host.document("extract", events, "--destination", "duckdb");
        host.document("normalize", "--pipeline", "events");
        return extracted.get("load_ids").get(0).asText();
    }

    private static void assertRefused(CommandLine host, String code, String text) {
        Ended load = host.run("load", "--pipeline", "events");
        assertThat(load.exitCode()).as(load.toString()).isEqualTo(MISUSED);
        assertThat(load.err()).contains(code, text).doesNotContain("hunter2");
    }

    private void assertLoads(String loadId) {
        JsonNode loaded = dlt4j.document("load", "--pipeline", "events");
        assertThat(loaded.get("load_ids")).hasSize(1);
        assertThat(loaded.get("load_ids").get(0).asText()).isEqualTo(loadId);
        assertThat(loaded.get("row_counts").get("events").asInt()).isEqualTo(20);
    }

    private List<Path> packages() throws IOException {
        return children(dlt4j.pipeline("events").resolve("pending"), "");
    }

    private List<Path> databases() throws IOException {
        return children(dlt4j.directory(), "duckdb");
    }

    private static List<Path> children(Path folder, String text) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(child -> child.getFileName().toString().contains(text))
                    .sorted()
                    .toList();
        }
    }

    /** Names of the classes that a command loads. */
    private List<String> loadedClasses(CommandLine host, String command, int exitCode, String... more) {
        Path log = temporary.resolve("classes-" + command);
        Ended ended = host.option("-Xlog:class+load:file=" + log + "::filecount=0")
                .run(Stream.concat(Stream.of(command), Stream.of(more)).toArray(String[]::new));
        assertThat(ended.exitCode()).as(ended.toString()).isEqualTo(exitCode);
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.contains(" source: "))
                    .map(line -> line.replaceFirst("^(\\[[^]]*])+ ", "").replaceFirst(" source: .*", ""))
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
