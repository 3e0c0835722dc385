package io.dlt4j.destination.duckdb.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import de.siegmar.fastcsv.reader.CsvReader;
import io.airlift.compress.zstd.ZstdInputStream;
import io.dlt4j.Pipeline;
import io.dlt4j.api.DestinationFactory;
import io.dlt4j.format.parquet.ParquetFormat;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;
import org.slf4j.simple.SimpleLogger;
import org.tomlj.Toml;
import org.yaml.snakeyaml.Yaml;

/**
 * Calls of {@code dlt4j} in one directory, each in a JVM of its own. Immutable.
 *
 * <p>On the class path are the host and its libraries; DuckDB is the packaged plugin in a plugin directory, whose driver does
 * not unpack its native library at each start.
 */
final class CommandLine {

    private static final long PATIENCE_MINUTES = 3;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A class of each jar. */
    private static final List<Class<?>> HOST = List.of(
            Pipeline.class,
            DestinationFactory.class,
            JsonFactory.class,
            JsonCreator.class,
            ObjectMapper.class,
            YAMLFactory.class,
            Yaml.class,
            CsvReader.class,
            ZstdInputStream.class,
            Toml.class,
            LoggerFactory.class,
            SimpleLogger.class);

    private static final Class<?> PARQUET = ParquetFormat.class;

    private final Path directory;
    private final List<String> classPath;
    private final List<String> options;
    private final Map<String, String> environment;
    private final Redirect input;

    private CommandLine(
            Path directory,
            List<String> classPath,
            List<String> options,
            Map<String, String> environment,
            Redirect input) {
        this.directory = directory;
        this.classPath = List.copyOf(classPath);
        this.options = List.copyOf(options);
        this.environment = Map.copyOf(environment);
        this.input = input;
    }

    /** Calls in that directory, which is made if it is not there; what they keep, they keep below it. */
    static CommandLine in(Path directory) {
        try {
            Path temporary = Files.createDirectories(directory.resolve("tmp"));
            return new CommandLine(
                    directory,
                    jars(PARQUET),
                    // for programs that run for a second
                    List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Djava.io.tmpdir=" + temporary),
                    Map.of(
                            "DLT_DATA_DIR", directory.resolve("data").toString(),
                            "DLT4J_PLUGINS", pluginDirectory().toString()),
                    Redirect.from(new File("/dev/null")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where {@code mvn package} leaves the plugin. */
    static Path pluginDirectory() {
        return Path.of(System.getProperty("plugin.directory", "target/plugin/duckdb"))
                .toAbsolutePath()
                .getParent();
    }

    /** The host and its libraries, with the format that DuckDB prefers. */
    static List<String> hostJars() {
        return jars(PARQUET);
    }

    CommandLine with(String variable, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(variable, value);
        return new CommandLine(directory, classPath, options, more, input);
    }

    CommandLine option(String jvmOption) {
        List<String> more = new ArrayList<>(options);
        more.add(jvmOption);
        return new CommandLine(directory, classPath, more, environment, input);
    }

    /** Gives the content of that file to the standard input. */
    CommandLine reading(Path file) {
        return new CommandLine(directory, classPath, options, environment, Redirect.from(file.toFile()));
    }

    /** Leaves the standard input to whoever starts the process. */
    CommandLine piped() {
        return new CommandLine(directory, classPath, options, environment, Redirect.PIPE);
    }

    /** With the host and its libraries alone: no format, and a plugin directory that is empty. */
    CommandLine withoutPlugins() {
        Path empty = directory.resolve("no-plugins");
        return new CommandLine(directory, jars(), options, environment, input).with("DLT4J_PLUGINS", empty.toString());
    }

    Path directory() {
        return directory;
    }

    /** The working directory of a pipeline. */
    Path pipeline(String name) {
        return directory.resolve("data").resolve("dlt4j").resolve("pipelines").resolve(name);
    }

    /** Runs to the end. */
    Ended run(String... arguments) {
        return start(arguments).end();
    }

    /** Runs to an end with exit code 0, and reads the document on the standard output. */
    JsonNode document(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--json");
        Ended ended = run(all.toArray(String[]::new));
        assertThat(ended.exitCode()).as(ended.toString()).isZero();
        return ended.document();
    }

    Running start(String... arguments) {
        try {
            Path out = Files.createTempFile(directory, "out", ".txt");
            Path err = Files.createTempFile(directory, "err", ".txt");
            ProcessBuilder program = new ProcessBuilder(command(arguments))
                    .directory(directory.toFile())
                    .redirectInput(input)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            program.environment().keySet().removeIf(CommandLine::configures);
            program.environment().putAll(environment);
            return new Running(program.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> command(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx192m", "-XX:-UsePerfData", "-Duser.home=" + directory));
        command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
        command.addAll(options);
        command.add("-cp");
        command.add(String.join(File.pathSeparator, classPath));
        command.add("io.dlt4j.cli.Main");
        command.addAll(List.of(arguments));
        return command;
    }

    /** Variables of the machine that runs the tests must not decide what they find. */
    private static boolean configures(String variable) {
        return variable.startsWith("DLT") || variable.contains("__") || variable.startsWith("JAVA_TOOL_OPTIONS");
    }

    private static List<String> jars(Class<?>... more) {
        return Stream.concat(HOST.stream(), Stream.of(more))
                .map(CommandLine::jar)
                .distinct()
                .toList();
    }

    private static String jar(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A process that has been started. */
    record Running(Process process, Path out, Path err) {

        Ended end() {
            try {
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

        Ended kill() {
            process.destroyForcibly();
            return end();
        }
    }

    /** How a process ended. */
    record Ended(int exitCode, String out, String err) {

        /** That of a process that was killed with SIGKILL. */
        static final int KILLED = 128 + 9;

        JsonNode document() {
            try {
                return JSON.readTree(out);
            } catch (IOException e) {
                throw new UncheckedIOException(out, e);
            }
        }

        @Override
        public String toString() {
            return "exit code " + exitCode + "\n" + out + "\n" + err;
        }
    }
}
