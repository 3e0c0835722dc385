package io.dlt4j.distribution;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A local Maven repository with what the build made, over the one that the build used: a project of somebody else resolves from it
 * without a network, and leaves no trace in the other.
 */
final class LocalRepository {

    private final Path directory;

    private LocalRepository(Path directory) {
        this.directory = directory;
    }

    static LocalRepository in(Path directory) throws IOException {
        LocalRepository repository = new LocalRepository(directory);
        repository.install("dlt4j-parent", Build.ROOT.resolve("pom.xml"), "pom");
        repository.install("dlt4j-bom", Build.ROOT.resolve("plugins/bom/pom.xml"), "pom");
        for (Build.Module module : Build.modules()) {
            repository.install(module.artifact(), module.directory().resolve("pom.xml"), "pom");
            repository.install(module.artifact(), module.jar(), "jar");
        }
        return repository;
    }

    private void install(String artifact, Path file, String type) throws IOException {
        Path version = Files.createDirectories(
                directory.resolve("io/dlt4j").resolve(artifact).resolve(Build.VERSION));
        Files.copy(file, version.resolve(artifact + "-" + Build.VERSION + "." + type), REPLACE_EXISTING);
    }

    private List<String> command() {
        return List.of(
                System.getProperty("maven.executable"),
                "--offline",
                "--quiet",
                "--batch-mode",
                "-Dmaven.repo.local=" + directory,
                "-Dmaven.repo.local.tail=" + System.getProperty("local.repository"));
    }

    /** Maven, as words for a shell. */
    String shellCommand() {
        return "'" + String.join("' '", command()) + "'";
    }

    /** Maven, called in a project's directory. */
    Program maven(Path project, String... arguments) {
        List<Object> command = new ArrayList<>(command());
        command.addAll(Arrays.asList(arguments));
        return Program.in(project, command.toArray())
                .with("JAVA_HOME", Program.JAVA.getParent().getParent())
                .with("PATH", "/usr/bin:/bin")
                .with("HOME", directory);
    }
}
