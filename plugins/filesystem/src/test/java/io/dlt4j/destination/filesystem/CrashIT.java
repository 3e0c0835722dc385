package io.dlt4j.destination.filesystem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run that is killed at any step that touches the dataset and started again leaves the files, by number and content, that an
 * undisturbed one leaves.
 */
class CrashIT {

    private static final String DATASET = "events_dataset";
    private static final Set<String> TABLES = Set.of("events", "events__tags", "events__stops", "events__stops__ways");

    @TempDir
    private Path temporary;

    @Test
    void addsEachFileOnce() throws IOException {
        checkEachStep("append");
    }

    @Test
    void replacesEachFileOnce() throws IOException {
        checkEachStep("replace");
    }

    private void checkEachStep(String disposition) throws IOException {
        Path events = writeEvents(temporary.resolve("events.jsonl"));
        String[] command = {"run", events.toString(), "--destination", "filesystem", "--write-disposition", disposition
        };
        Path trace = temporary.resolve("steps");
        CommandLine undisturbed = home("undisturbed");
        undisturbed.succeed(command);
        Content once = Content.of(undisturbed);
        undisturbed.with("DLT4J_FAIL_TRACE", trace.toString()).succeed(command);
        Content twice = Content.of(undisturbed);
        List<String> steps = steps(Files.readAllLines(trace));
        assertThat(steps).contains("filesystem.put.renamed#1", "filesystem.complete.after#1", "load.migrate.after#1");
        assertThat(steps.contains("filesystem.truncate.decided#1")).isEqualTo(disposition.equals("replace"));

        for (String step : steps) {
            CommandLine killed = home("killed at " + step.replace('#', ' '));
            killed.succeed(command);
            assertThat(Content.of(killed)).as("before %s", step).isEqualTo(once);
            CommandLine.Ended ended = killed.with("DLT4J_FAIL_AT", step).run(command);
            assertThat(ended.exitCode()).as("%s: %s", step, ended).isEqualTo(CommandLine.KILLED);
            killed.succeed(command);
            assertThat(Content.of(killed)).as("killed at %s", step).isEqualTo(twice);
        }
    }

    private CommandLine home(String name) {
        return CommandLine.in(temporary.resolve(name))
                .with("EXTRACT__PART_BYTES", "1024")
                .with("NORMALIZE__WORKERS", "1")
                .with("LOAD__WORKERS", "2");
    }

    /** The first and the last time that each step of the load was reached, as {@code label#n}. */
    private static List<String> steps(List<String> trace) {
        Map<String, Integer> reached = new LinkedHashMap<>();
        trace.stream()
                .filter(label -> label.startsWith("filesystem.") || label.startsWith("load."))
                .forEach(label -> reached.merge(label, 1, Integer::sum));
        List<String> steps = new ArrayList<>();
        reached.forEach((label, times) -> {
            steps.add(label + "#1");
            if (times > 1) {
                steps.add(label + "#" + times);
            }
        });
        return steps;
    }

    /** Rows with lists in lists, in several parts. */
    private static Path writeEvents(Path file) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int id = 0; id < 20; id++) {
            lines.append(("{\"id\":%d,\"note\":\"" + "n".repeat(60) + "\",\"tags\":[\"a%d\",\"b\"],"
                            + "\"stops\":[{\"n\":%d,\"ways\":[1,2]},{\"n\":2}]}%n")
                    .formatted(id, id, id));
        }
        return Files.writeString(file, lines);
    }

    /**
     * A dataset, apart from times and ids.
     *
     * @param files how many are in each folder, those of unfinished files included
     * @param rows of each table
     */
    private record Content(Map<String, Long> files, Map<String, List<String>> rows) {

        static Content of(CommandLine home) {
            FileDataset dataset = home.dataset(DATASET);
            Map<String, List<String>> rows = new TreeMap<>();
            TABLES.forEach(table -> rows.put(table, dataset.values(table)));
            assertThat(rows.get("events")).isNotEmpty();
            return new Content(dataset.folders(), rows);
        }
    }
}
