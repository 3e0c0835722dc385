package io.dlt4j.destination.filesystem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Calls of {@code dlt4j} in one directory, each in a JVM of its own whose destination is the packaged plugin in a plugin
 * directory. Immutable.
 */
record CommandLine(Path directory, Map<String, String> environment) {

    /** The exit code of a process that was killed with SIGKILL. */
    static final int KILLED = 128 + 9;

    private static final long PATIENCE_MINUTES = 3;

    /** Where {@code mvn package} leaves the plugin. */
    private static final Path PLUGIN = Path.of(System.getProperty("plugin.directory", "target/plugin/filesystem"))
            .toAbsolutePath();

    static CommandLine in(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new CommandLine(
                directory,
                Map.of(
                        "DLT_DATA_DIR", directory.resolve("dlt").toString(),
                        "DLT4J_PLUGINS", PLUGIN.getParent().toString(),
                        "DESTINATION__FILESYSTEM__BUCKET_URL", "bucket"));
    }

    CommandLine with(String variable, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(variable, value);
        return new CommandLine(directory, more);
    }

    FileDataset dataset(String name) {
        return new FileDataset(directory.resolve("bucket").resolve(name));
    }

    Ended run(String... arguments) {
        try {
            Path out = Files.createTempFile(directory, "out", ".txt");
            Path err = Files.createTempFile(directory, "err", ".txt");
            ProcessBuilder program = new ProcessBuilder(command(arguments))
                    .directory(directory.toFile())
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            // variables of the machine that runs the tests must not decide what they find
            program.environment().keySet().removeIf(name -> name.startsWith("DLT") || name.contains("__"));
            program.environment().putAll(environment);
            Process process = program.start();
            if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly().waitFor();
                throw new AssertionError("does not end: " + Files.readString(err));
            }
            return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Runs to a good end. */
    Ended succeed(String... arguments) {
        Ended ended = run(arguments);
        assertThat(ended.exitCode()).as(ended.toString()).isZero();
        return ended;
    }

    private List<String> command(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx192m", "-XX:-UsePerfData", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(List.of("-Duser.home=" + directory, "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"));
        command.addAll(List.of("-cp", classPath(), "io.dlt4j.cli.Main"));
        command.addAll(List.of(arguments));
        return command;
    }

    /** That of the tests, without the plugin itself. */
    private static String classPath() {
        String own = Filesystem.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();
        List<String> entries = new ArrayList<>(
                Arrays.asList(System.getProperty("java.class.path").split(File.pathSeparator)));
        assertThat(entries.removeIf(entry -> Path.of(entry).equals(Path.of(own))))
                .isTrue();
        return String.join(File.pathSeparator, entries);
    }

    /** How a process ended. */
    record Ended(int exitCode, String out, String err) {

        @Override
        public String toString() {
            return "exit code " + exitCode + "\n" + out + "\n" + err;
        }
    }
}
