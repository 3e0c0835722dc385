package io.dlt4j.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script for bash, run by bash. */
final class CompletionTest {

    @TempDir
    private Path directory;

    @Test
    void completesCommandsOptionsValuesAndFiles() throws Exception {
        Files.createFile(directory.resolve("events.json"));

        assertThat(complete("dlt4j", "")).contains("run", "pipeline", "completion", "--version");
        assertThat(complete("dlt4j", "run", "ev")).containsExactly("events.json");
        assertThat(complete("dlt4j", "run", "--write")).containsExactly("--write-disposition");
        assertThat(complete("dlt4j", "run", "--write-disposition", "")).containsExactly("append", "replace", "merge");
        assertThat(complete("dlt4j", "pipeline", "web", "")).contains("show", "retry-failed");
        assertThat(complete("dlt4j", "pipeline", "web", "show", "t", "--l")).containsExactly("--limit");
        assertThat(complete("dlt4j", "load", "--tab")).isEmpty();
    }

    private List<String> complete(String... words) throws IOException, InterruptedException {
        StringBuilder script = new StringBuilder(Completion.script("bash")).append("COMP_WORDS=(");
        for (String word : words) {
            script.append(Shell.quote(word)).append(' ');
        }
        script.append(")\nCOMP_CWORD=").append(words.length - 1).append("\n_dlt4j\n");
        script.append("printf '%s\\n' \"${COMPREPLY[@]}\"\n");
        Path file = Files.writeString(directory.resolve("complete.sh"), script);
        Process bash = new ProcessBuilder("bash", "--norc", file.toString())
                .directory(directory.toFile())
                .start();
        String answer = new String(bash.getInputStream().readAllBytes(), UTF_8);
        String errors = new String(bash.getErrorStream().readAllBytes(), UTF_8);
        assertThat(bash.waitFor()).as(errors).isZero();
        assertThat(errors).isEmpty();
        return answer.lines().filter(line -> !line.isEmpty()).toList();
    }
}
