package io.dlt4j.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The host and a plugin on the module path of a JVM. Needs the packaged host. */
class ModulePathIT {

    private static final Path TARGET = Path.of("target").toAbsolutePath();

    @TempDir
    Path directory;

    @Test
    void findsPluginsThere() throws Exception {
        Path jar = new FixturePlugin("plain").withSheet().installIn(directory);
        String listed = run(jar, "plugins", "doctor");
        assertThat(listed).contains("ok      plain, API ").contains(jar.toString());
    }

    @Test
    void describesTheDestinationOfAPluginThere() throws Exception {
        Path jar = new FixturePlugin("plain").withSheet().installIn(directory);
        assertThat(run(jar, "destinations", "describe", "plain"))
                .contains("plugin: " + jar)
                .contains("Configuration, in [destination.plain]")
                .contains("path");
    }

    private String run(Path plugin, String... arguments) throws IOException, InterruptedException {
        List<Path> modules = new ArrayList<>(List.of(plugin));
        try (Stream<Path> host = Files.list(TARGET);
                Stream<Path> libraries = Files.list(TARGET.resolve("lib"))) {
            host.filter(path -> path.getFileName().toString().matches("dlt4j-host-[0-9][^-]*(-SNAPSHOT)?\\.jar"))
                    .forEach(modules::add);
            libraries.forEach(modules::add);
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-p",
                modules.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                "--add-modules",
                "ALL-MODULE-PATH",
                "-m",
                "io.dlt4j.host/io.dlt4j.cli.Main"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
