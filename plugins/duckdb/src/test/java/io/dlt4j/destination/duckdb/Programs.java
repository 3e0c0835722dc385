package io.dlt4j.destination.duckdb;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Starts JVMs with the class path of the tests. */
final class Programs {

    private Programs() {}

    static List<String> classPath() {
        return Arrays.asList(System.getProperty("java.class.path").split(File.pathSeparator));
    }

    /** The class path of the tests with the installed plugin in place of its classes and the driver. */
    static List<String> classPathWith(Path pluginJar) {
        List<String> path = new ArrayList<>();
        path.add(pluginJar.toString());
        // a directory, or the jar that failsafe puts in its place
        String ownClasses = Path.of(DuckDb.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .toString();
        classPath().stream()
                .filter(entry -> !entry.contains("duckdb_jdbc") && !entry.equals(ownClasses))
                .forEach(path::add);
        return path;
    }

    static ProcessBuilder java(List<String> classPath, List<String> options, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx256m");
        command.addAll(options);
        command.add("-cp");
        command.add(classPath.stream().collect(Collectors.joining(File.pathSeparator)));
        command.add(main.getName());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true);
    }

    /** Runs to the end. */
    static Ended run(ProcessBuilder program) throws IOException, InterruptedException {
        Process process = program.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes());
        return new Ended(process.waitFor(), output);
    }

    record Ended(int exitCode, String output) {}
}
