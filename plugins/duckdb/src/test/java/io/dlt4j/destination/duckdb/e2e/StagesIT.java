package io.dlt4j.destination.duckdb.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.dlt4j.destination.duckdb.e2e.CommandLine.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Extract, normalize and load in processes of their own, of which only the last has a destination's driver. */
class StagesIT {

    @TempDir
    private Path temporary;

    private CommandLine dlt4j;
    private String events;

    @BeforeEach
    void writeEvents() throws IOException {
        dlt4j = CommandLine.in(temporary.resolve("home"));
        events = Undisturbed.writeEvents(temporary).toString();
    }

    @Test
    void extractAndNormalizeNeedNoPlugin() throws IOException {
        extractAndNormalize(dlt4j.withoutPlugins());
        assertThat(jobFiles()).isNotEmpty().allMatch(file -> file.endsWith(".jsonl"));
        assertLoads();
    }

    @Test
    void extractAndNormalizeNeedNoDriverOfThePluginThatIsThere() throws IOException {
        Path thin = Files.createDirectories(temporary.resolve("plugins").resolve("duckdb"));
        Files.copy(CommandLine.pluginDirectory().resolve("duckdb/duckdb.jar"), thin.resolve("duckdb.jar"));

        extractAndNormalize(dlt4j.with("DLT4J_PLUGINS", thin.getParent().toString()));
        assertThat(jobFiles()).isNotEmpty().allMatch(file -> file.endsWith(".parquet"));
        assertLoads();
    }

    @Test
    void leavesNothingInTheTemporaryDirectoryWhenLoadIsKilled() throws IOException {
        extractAndNormalize(dlt4j);
        Path tmp = dlt4j.directory().resolve("tmp");

        Ended killed =
                dlt4j.with("DLT4J_FAIL_AT", "duckdb.ingest.before-commit").run("load", "--pipeline", "events");
        assertThat(killed.exitCode()).as(killed.toString()).isEqualTo(Ended.KILLED);
        assertThat(tmp).isEmptyDirectory();
        assertLoads();
        assertThat(tmp).isEmptyDirectory();
    }

    private void extractAndNormalize(CommandLine host) throws IOException {
        assertThat(loadedClasses(host, "extract", events, "--destination", "duckdb"))
                .anyMatch(name -> name.startsWith("io.dlt4j.extract."))
                .noneMatch(StagesIT::isOfDestination);
        assertThat(loadedClasses(host, "normalize", "--pipeline", "events"))
                .anyMatch(name -> name.startsWith("io.dlt4j.normalize."))
                .noneMatch(StagesIT::isOfDestination);
    }

    private void assertLoads() throws IOException {
        assertThat(loadedClasses(dlt4j, "load", "--pipeline", "events"))
                .anyMatch(name -> name.startsWith("org.duckdb."))
                .anyMatch(name -> name.startsWith("io.dlt4j.destination."));
        CommandLine whole = CommandLine.in(temporary.resolve("whole"));
        whole.document("run", events);
        try (LoadedDataset staged = LoadedDataset.of(dlt4j, "events");
                LoadedDataset expected = LoadedDataset.of(whole, "events")) {
            assertThat(staged.columns()).isEqualTo(expected.columns());
            assertThat(Tree.differences(
                            staged.trees().get("events"), expected.trees().get("events"), 1))
                    .isEmpty();
        }
    }

    private static boolean isOfDestination(String name) {
        return name.startsWith("org.duckdb.") || name.startsWith("io.dlt4j.destination.");
    }

    /** Names of the classes that a command loads, which has to succeed. */
    private List<String> loadedClasses(CommandLine host, String... command) throws IOException {
        Path log = temporary.resolve("classes-" + command[0]);
        Ended ended =
                host.option("-Xlog:class+load:file=" + log + "::filecount=0").run(command);
        assertThat(ended.exitCode()).as(ended.toString()).isZero();
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.contains(" source: "))
                    .map(line -> line.replaceFirst("^(\\[[^]]*])+ ", "").replaceFirst(" source: .*", ""))
                    .toList();
        }
    }

    private List<String> jobFiles() throws IOException {
        try (Stream<Path> files = Files.walk(dlt4j.pipeline("events").resolve("pending"))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.getParent().endsWith("jobs"))
                    .map(Path::toString)
                    .filter(file -> !file.endsWith(".json"))
                    .toList();
        }
    }
}
