package io.dlt4j.install;

import static org.assertj.core.api.Assertions.assertThat;

import io.dlt4j.Product;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged command line with the packaged tool, and a repository of files. */
final class InstallIT {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    @TempDir
    Path directory;

    private Path repository;

    @BeforeEach
    void publish() throws Exception {
        repository = directory.resolve("repository");
        Path home = Files.createDirectories(directory.resolve("dlt4j/lib/tools/install"));
        try (Stream<Path> jars = Files.list(Path.of("target/tool/install"))) {
            for (Path jar : jars.toList()) {
                Files.copy(jar, home.resolve(jar.getFileName()));
            }
        }
        publish("driver", "2.0", "", "driver");
        publish("shared", "1.0", "", "shared");
        publish(
                "acme",
                "1.0",
                dependency("com.example", "driver", "2.0", "compile")
                        + dependency("com.example", "shared", "1.0", "test")
                        + dependency("org.slf4j", "slf4j-api", "2.0.20", "provided"),
                "one");
    }

    @Test
    void installsAPluginWithItsLibrariesAndNotesTheirSums() throws Exception {
        Ended installed = run("plugins", "install", "com.example:acme:1.0");
        assertThat(installed.code()).as(installed.output()).isZero();
        Path plugins = directory.resolve("plugins");
        assertThat(plugins.resolve("acme/acme.jar")).exists();
        try (Stream<Path> libraries = Files.list(plugins.resolve("acme/lib"))) {
            assertThat(libraries)
                    .extracting(path -> path.getFileName().toString())
                    .containsExactly("driver-2.0.jar");
        }
        assertThat(Files.readString(plugins.resolve("plugins.lock")))
                .contains(
                        "com.example:acme:1.0", "lib/driver-2.0.jar", sha(plugins.resolve("acme/acme.jar"), "SHA-256"));
        assertThat(run("plugins", "list").output()).contains("acme").contains("API 0.1");

        Ended verified = run("plugins", "verify");
        assertThat(verified.code()).isZero();
        assertThat(verified.output()).contains("ok       acme  com.example:acme:1.0");
    }

    @Test
    void verifyFindsWhatWasChanged() throws Exception {
        assertThat(run("plugins", "install", "com.example:acme:1.0").code()).isZero();
        Path folder = directory.resolve("plugins/acme");
        Files.writeString(folder.resolve("lib/driver-2.0.jar"), "other");
        Files.writeString(folder.resolve("lib/more.jar"), "more");
        Ended verified = run("plugins", "verify");
        assertThat(verified.code()).isEqualTo(2);
        assertThat(verified.output())
                .contains("PLUGIN_CHECKSUM_MISMATCH")
                .contains("lib/driver-2.0.jar has changed")
                .contains("lib/more.jar was not there");
    }

    @Test
    void refusesAFileThatIsNotWhatTheRepositorySays() throws Exception {
        Path jar = repository.resolve("com/example/driver/2.0/driver-2.0.jar");
        Files.writeString(jar, "changed on its way");
        Ended installed = run("plugins", "install", "com.example:acme:1.0");
        assertThat(installed.code()).isNotZero();
        assertThat(installed.output()).contains("PLUGIN_INSTALL_FAILED").containsIgnoringCase("checksum");
        assertThat(directory.resolve("plugins/acme")).doesNotExist();
    }

    @Test
    void refusesCoordinatesThatStandForSomethingElseThanBefore() throws Exception {
        assertThat(run("plugins", "install", "com.example:acme:1.0").code()).isZero();
        publish("acme", "1.0", dependency("com.example", "driver", "2.0", "compile"), "two");
        Ended again = run(
                Map.of("HOME", directory.resolve("another").toString()), "plugins", "install", "com.example:acme:1.0");
        assertThat(again.code()).isEqualTo(2);
        assertThat(again.output()).contains("PLUGIN_CHECKSUM_MISMATCH").contains("acme.jar has changed");
        assertThat(run("plugins", "verify").code()).isZero();
    }

    @Test
    void saysWhatCannotBeFetchedAndWhatIsNoPlugin() throws Exception {
        Ended missing = run("plugins", "install", "com.example:nothing:1.0");
        assertThat(missing.code()).isNotZero();
        assertThat(missing.output()).contains("PLUGIN_INSTALL_FAILED").contains("com.example:nothing");
        Ended library = run("plugins", "install", "com.example:driver:2.0");
        assertThat(library.output()).contains("PLUGIN_INVALID").contains("is not a plugin");
        assertThat(run("plugins", "install", "acme").output()).contains("is not group:artifact:version");
    }

    private record Ended(int code, String output) {}

    private Ended run(String... arguments) throws IOException, InterruptedException {
        return run(Map.of(), arguments);
    }

    private Ended run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        List<Path> path = new ArrayList<>(List.of(ROOT.resolve("host/target/dlt4j-host-" + Product.VERSION + ".jar")));
        try (Stream<Path> libraries = Files.list(ROOT.resolve("host/target/lib"))) {
            libraries.forEach(path::add);
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Ddlt4j.home=" + directory.resolve("dlt4j"),
                "-cp",
                path.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                "io.dlt4j.cli.Main"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--plugins-dir", directory.resolve("plugins").toString()));
        if (arguments[1].equals("install")) {
            command.addAll(List.of("--repository", repository.toUri().toString()));
        }
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().put("HOME", directory.resolve("home").toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }

    private static String dependency(String group, String artifact, String version, String scope) {
        return "<dependency><groupId>" + group + "</groupId><artifactId>" + artifact + "</artifactId><version>"
                + version + "</version><scope>" + scope + "</scope></dependency>";
    }

    private void publish(String artifact, String version, String dependencies, String content) throws Exception {
        Path folder = Files.createDirectories(
                repository.resolve("com/example").resolve(artifact).resolve(version));
        Path jar = folder.resolve(artifact + "-" + version + ".jar");
        try (OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            zip.putNextEntry(new ZipEntry("content"));
            zip.write(content.getBytes(StandardCharsets.UTF_8));
            if (artifact.equals("acme")) {
                zip.putNextEntry(new ZipEntry("META-INF/dlt4j/plugin.properties"));
                zip.write("id=acme\napi=0.1\nfactory=x.Acme\ndestinations=acme\n".getBytes(StandardCharsets.UTF_8));
            }
        }
        Path pom = folder.resolve(artifact + "-" + version + ".pom");
        Files.writeString(
                pom,
                "<project><modelVersion>4.0.0</modelVersion><groupId>com.example</groupId><artifactId>" + artifact
                        + "</artifactId><version>" + version + "</version><dependencies>" + dependencies
                        + "</dependencies></project>");
        for (Path file : List.of(jar, pom)) {
            Files.writeString(file.resolveSibling(file.getFileName() + ".sha1"), sha(file, "SHA-1"));
        }
    }

    private static String sha(Path file, String algorithm) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(Files.readAllBytes(file)));
    }
}
