package io.dlt4j.destination.filesystem;

import static org.assertj.core.api.Assertions.assertThat;

import io.dlt4j.plugin.PluginCatalog;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As {@link CrashIT}, in a bucket: a run that is killed between any two effects and started again leaves each file once. */
class BucketCrashIT {

    private static final String DATASET = "events_dataset";
    private static final List<String> STEPS = List.of(
            "filesystem.write.after#1",
            "filesystem.truncate.decided#1",
            "filesystem.delete.after#1",
            "filesystem.write.before#3",
            "filesystem.complete.before#1",
            "filesystem.complete.after#1");

    @TempDir
    private Path temporary;

    @Test
    void replacesEachFileOnce() throws IOException {
        Path events = temporary.resolve("events.jsonl");
        Files.write(events, List.of("{\"id\":1,\"tags\":[\"a\",\"b\"]}", "{\"id\":2,\"tags\":[]}"));
        String[] command = {"run", events.toString(), "--destination", "filesystem", "--write-disposition", "replace"};
        Bucket undisturbed = Bucket.s3();
        CommandLine home = home(undisturbed);
        home.succeed(command);
        Path trace = temporary.resolve("steps");
        home.with("DLT4J_FAIL_TRACE", trace.toString()).succeed(command);
        Map<String, Object> expected = content(undisturbed);
        assertThat(Files.readAllLines(trace))
                .containsAll(STEPS.stream()
                        .map(step -> step.substring(0, step.indexOf('#')))
                        .toList());
        for (String step : STEPS) {
            Bucket bucket = Bucket.s3();
            CommandLine killed = home(bucket);
            killed.succeed(command);
            CommandLine.Ended ended = killed.with("DLT4J_FAIL_AT", step).run(command);
            assertThat(ended.exitCode()).as("%s: %s", step, ended).isEqualTo(CommandLine.KILLED);
            killed.succeed(command);
            assertThat(content(bucket)).as("killed at %s", step).isEqualTo(expected);
        }
    }

    private CommandLine home(Bucket bucket) {
        CommandLine home = CommandLine.in(temporary.resolve(UUID.randomUUID().toString()))
                .with("NORMALIZE__WORKERS", "1")
                .with("LOAD__WORKERS", "2")
                .with(
                        "DLT4J_PLUGINS",
                        Stream.concat(Stream.of(Path.of("target/plugin").toAbsolutePath()), Bucket.STORAGES.stream())
                                .map(Path::toString)
                                .collect(Collectors.joining(File.pathSeparator)));
        for (Map.Entry<String, String> variable : bucket.environment().entrySet()) {
            home = home.with(variable.getKey(), variable.getValue());
        }
        return home;
    }

    private Map<String, Object> content(Bucket bucket) throws IOException {
        try (PluginCatalog plugins = PluginCatalog.of(Bucket.STORAGES, BucketCrashIT.class.getClassLoader())) {
            FileDataset dataset = Downloads.fetch(
                    bucket,
                    plugins,
                    DATASET,
                    temporary.resolve(UUID.randomUUID().toString()));
            Map<String, Object> content = new LinkedHashMap<>();
            content.put("folders", dataset.folders());
            content.put("events", dataset.values("events"));
            content.put("tags", dataset.values("events__tags"));
            return content;
        }
    }
}
