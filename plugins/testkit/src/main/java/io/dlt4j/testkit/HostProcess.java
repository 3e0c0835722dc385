package io.dlt4j.testkit;

import io.dlt4j.api.DestinationFactory;
import io.dlt4j.api.format.FileFormatProvider;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipFile;

/** The command line of the host in a process of its own, which can be killed. */
final class HostProcess {

    /** What a shell reports of a process that got SIGKILL. */
    static final int KILLED = 137;

    private static final String SERVICE = "META-INF/services/" + DestinationFactory.class.getName();
    private static final long MINUTES = 5;

    private static final Map<String, Optional<Path>> ARCHIVES = new ConcurrentHashMap<>();

    private final List<String> classPath = new ArrayList<>();
    private final List<String> options =
            new ArrayList<>(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData"));
    private final Path directory;
    private final Map<String, String> environment;

    /** @param environment replaces that of this process, but for the path */
    HostProcess(Path directory, Map<String, String> environment) {
        this.directory = directory;
        this.environment = environment;
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> isOfHost(Path.of(entry)))
                .forEach(classPath::add);
    }

    /**
     * How a process ended.
     *
     * @param output both streams
     */
    record Ended(int code, String output) {}

    /** Puts a jar on the class path, before everything else. */
    HostProcess with(Path jar) {
        classPath.add(0, jar.toString());
        return this;
    }

    /** Puts the test kit on the class path, with the destination that it brings. */
    HostProcess withTestkit() {
        try {
            return with(Path.of(HostProcess.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI()));
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the test kit is not in a file", e);
        }
    }

    HostProcess option(String option) {
        options.add(option);
        return this;
    }

    Ended run(String... arguments) throws IOException, InterruptedException {
        return run(Map.of(), arguments);
    }

    Ended run(Map<String, String> variables, String... arguments) throws IOException, InterruptedException {
        return run("io.dlt4j.cli.Main", variables, arguments);
    }

    Ended runMain(Class<?> main, String... arguments) throws IOException, InterruptedException {
        return run(main.getName(), Map.of(), arguments);
    }

    private Ended run(String main, Map<String, String> variables, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-cp");
        command.add(String.join(File.pathSeparator, classPath));
        command.add(main);
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        String path = System.getenv("PATH");
        builder.environment().clear();
        builder.environment().put("PATH", path == null ? "/usr/bin:/bin" : path);
        builder.environment().putAll(environment);
        builder.environment().putAll(variables);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("dlt4j " + String.join(" ", arguments) + " did not end: " + output);
        }
        return new Ended(process.exitValue(), output);
    }

    /** Maps the host's classes as an earlier process laid them out, which halves the start of each process. */
    HostProcess archived() {
        String path = String.join(File.pathSeparator, classPath);
        ARCHIVES.computeIfAbsent(path, HostProcess::archive)
                .ifPresent(archive -> options.add("-XX:SharedArchiveFile=" + archive));
        return this;
    }

    /** Empty where there are directories on the class path, for which there are no archives. */
    private static Optional<Path> archive(String classPath) {
        boolean jars = Arrays.stream(classPath.split(File.pathSeparator))
                .noneMatch(entry -> Files.isDirectory(Path.of(entry)));
        if (!jars) {
            return Optional.empty();
        }
        try {
            Path scratch = Files.createTempDirectory("dlt4j-archive");
            Path archive = scratch.resolve("host.jsa");
            Files.writeString(scratch.resolve("items.jsonl"), "{\"id\": 1, \"tags\": [\"a\"]}\n");
            new HostProcess(scratch, Map.of("HOME", scratch.toString()))
                    .option("-XX:ArchiveClassesAtExit=" + archive)
                    .run("extract", "items.jsonl", "--pipelines-dir", scratch.toString());
            scratch.toFile().deleteOnExit();
            archive.toFile().deleteOnExit();
            return Files.exists(archive) ? Optional.of(archive) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** What the tests bring besides is left out, above all the plugin's own classes. */
    private static boolean isOfHost(Path entry) {
        if (Files.isDirectory(entry)) {
            return Files.exists(entry.resolve("io/dlt4j/cli"))
                    || Files.exists(entry.resolve("io/dlt4j/api"))
                    || Files.exists(entry.resolve("META-INF/services/" + FileFormatProvider.class.getName()));
        }
        return !bringsDestinations(entry);
    }

    private static boolean bringsDestinations(Path entry) {
        try (ZipFile jar = new ZipFile(entry.toFile())) {
            return jar.getEntry(SERVICE) != null;
        } catch (IOException e) {
            return false;
        }
    }
}
