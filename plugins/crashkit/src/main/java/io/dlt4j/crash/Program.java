package io.dlt4j.crash;

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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Calls of {@code dlt4j} in one directory, each in a JVM of its own that starts from an archive of its classes. Immutable. */
public final class Program {

    private static final long PATIENCE_MINUTES = 3;
    private static final Map<String, Path> ARCHIVES = new ConcurrentHashMap<>();

    private final Path home;
    private final List<String> classPath;
    private final Map<String, String> environment;

    private Program(Path home, List<String> classPath, Map<String, String> environment) {
        this.home = home;
        this.classPath = List.copyOf(classPath);
        this.environment = Map.copyOf(environment);
    }

    /**
     * Calls in that directory, which is made if it is not there; what they keep, they keep below it.
     *
     * @param classPath jars, and no directories
     */
    public static Program in(Path home, List<String> classPath, Map<String, String> environment) {
        try {
            Files.createDirectories(home.resolve("tmp"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> variables = new HashMap<>(environment);
        variables.put("DLT_DATA_DIR", home.resolve("data").toString());
        return new Program(home, classPath, variables);
    }

    /**
     * The jars on the class path of this process, which are those of the host and its libraries and more.
     *
     * @param plugins parts of the names of jars that are left out, since a plugin directory has them
     */
    public static List<String> jarsWithout(String... plugins) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar"))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .filter(entry -> Arrays.stream(plugins)
                        .noneMatch(Path.of(entry).getFileName().toString()::contains))
                .toList();
    }

    /** The same calls with one more variable. */
    public Program with(String variable, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(variable, value);
        return new Program(home, classPath, more);
    }

    /** The directory of the calls. */
    public Path home() {
        return home;
    }

    /** The working directory of a pipeline. */
    public Path pipeline(String name) {
        return home.resolve("data").resolve("dlt4j").resolve("pipelines").resolve(name);
    }

    /** Runs to the end. */
    public Ended run(String... arguments) {
        return start(arguments).end();
    }

    /** Starts a process; the standard input is empty. */
    public Running start(String... arguments) {
        return start(archived(), arguments);
    }

    private Running start(List<String> options, String... arguments) {
        try {
            Path out = Files.createTempFile(home.resolve("tmp"), "out", ".txt");
            Path err = Files.createTempFile(home.resolve("tmp"), "err", ".txt");
            ProcessBuilder program = new ProcessBuilder(command(options, arguments))
                    .directory(home.toFile())
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            program.environment().keySet().removeIf(Program::configures);
            program.environment().putAll(environment);
            return new Running(program.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Most of a killed run's time is the start of its JVM. The first run to its end leaves the archive for the others. */
    private List<String> archived() {
        Path fresh = home.resolve("tmp").resolve("classes.jsa");
        Path archive = ARCHIVES.computeIfAbsent(String.join(File.pathSeparator, classPath), path -> fresh);
        if (Files.exists(archive)) {
            return List.of("-XX:SharedArchiveFile=" + archive, "-Xshare:auto");
        }
        return archive.equals(fresh)
                ? List.of("-XX:ArchiveClassesAtExit=" + archive, "-Xlog:cds=off", "-Xlog:cds+dynamic=off")
                : List.of();
    }

    private List<String> command(List<String> options, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // for programs that run for a second
        command.addAll(List.of("-Xmx192m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData"));
        command.addAll(List.of("-Duser.home=" + home, "-Djava.io.tmpdir=" + home.resolve("tmp")));
        command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
        command.addAll(options);
        command.addAll(List.of("-cp", String.join(File.pathSeparator, classPath), "io.dlt4j.cli.Main"));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Variables of the machine that runs the tests must not decide what they find. */
    private static boolean configures(String variable) {
        return variable.startsWith("DLT") || variable.contains("__") || variable.startsWith("JAVA_TOOL_OPTIONS");
    }

    /**
     * A process that has been started.
     *
     * @param out the file of its standard output
     * @param err the file of its standard error stream
     */
    public record Running(Process process, Path out, Path err) {

        /** Waits for the end. */
        public Ended end() {
            try {
                if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                    process.destroyForcibly().waitFor();
                    throw new AssertionError("does not end: " + Files.readString(err));
                }
                Ended ended = new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
                Files.delete(out);
                Files.delete(err);
                return ended;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        /** Kills it with SIGKILL. */
        public Ended kill() {
            process.destroyForcibly();
            return end();
        }
    }

    /**
     * How a process ended.
     *
     * @param exitCode 137 for one that was killed
     */
    public record Ended(int exitCode, String out, String err) {

        /** That of a process that was killed with SIGKILL. */
        public static final int KILLED = 128 + 9;

        @Override
        public String toString() {
            return "exit code " + exitCode + "\n" + out + "\n" + err;
        }
    }
}
