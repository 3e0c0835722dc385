package io.dlt4j.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dlt4j.api.error.DltException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs other programs: those of the JDK, and the image itself. */
final class Program {

    private static final long MINUTES = 5;

    private final List<String> command;
    private final Map<String, String> environment;

    private Program(List<String> command, Map<String, String> environment) {
        this.command = List.copyOf(command);
        this.environment = Map.copyOf(environment);
    }

    /** A program that gets no variables but those given. */
    static Program of(List<String> command, Map<String, String> environment) {
        return new Program(command, environment);
    }

    static Program of(List<String> command) {
        return new Program(command, Map.of("LC_ALL", "C.UTF-8"));
    }

    /**
     * How a program ended.
     *
     * @param output what it wrote, errors too
     */
    record Ended(int code, String output) {}

    /** Runs it to its end. */
    Ended run(Path directory) {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw failed("does not end", output);
            }
            return new Ended(process.exitValue(), output);
        } catch (IOException e) {
            return new Ended(-1, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed("was interrupted", "");
        }
    }

    /**
     * Runs it, and returns what it wrote.
     *
     * @throws DltException if it does not end well
     */
    String require(Path directory) {
        Ended ended = run(directory);
        if (ended.code() != 0) {
            throw failed("ended with " + ended.code(), ended.output());
        }
        return ended.output();
    }

    private DltException failed(String how, String output) {
        return ImageError.IMAGE_PROGRAM_FAILED.of(
                "'" + String.join(" ", command) + "' " + how + (output.isBlank() ? "" : ": " + output.strip()) + ".",
                "Mend what it complains about, and make the image again.");
    }
}
