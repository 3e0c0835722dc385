package io.dlt4j.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program to run, with no variables but those given. */
final class Program {

    static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    private final Path directory;
    private final List<String> command;
    private final Map<String, String> environment = new LinkedHashMap<>();

    private Program(Path directory, List<String> command) {
        this.directory = directory;
        this.command = List.copyOf(command);
    }

    static Program in(Path directory, Object... command) {
        return new Program(
                directory, Arrays.stream(command).map(String::valueOf).toList());
    }

    Program with(String variable, Object value) {
        environment.put(variable, String.valueOf(value));
        return this;
    }

    /** How it ended. */
    record Ended(int code, String out, String err) {}

    Ended run() {
        try {
            Path out = Files.createTempFile("program", ".out");
            Path err = Files.createTempFile("program", ".err");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().clear();
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError(command + " does not end: " + Files.readString(err));
            }
            Ended ended = new Ended(process.exitValue(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
            Files.delete(out);
            Files.delete(err);
            return ended;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Runs it; it has to end well. */
    Ended succeed() {
        Ended ended = run();
        assertThat(ended.code())
                .as("%s: %s%s", command, ended.out(), ended.err())
                .isZero();
        return ended;
    }
}
