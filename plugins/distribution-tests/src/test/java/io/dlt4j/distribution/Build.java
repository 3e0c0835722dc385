package io.dlt4j.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the build made, found by its place. */
final class Build {

    static final Path ROOT = Path.of(System.getProperty("build.directory"));
    static final String VERSION = System.getProperty("build.version");
    static final Path DISTRIBUTION = ROOT.resolve("plugins/distribution/target/dlt4j-" + VERSION);

    private Build() {}

    /**
     * A module that makes a jar.
     *
     * @param directory its directory
     * @param jar what it made
     */
    record Module(Path directory, Path jar) {

        String artifact() {
            String name = jar.getFileName().toString();
            return name.substring(0, name.length() - VERSION.length() - "-.jar".length());
        }
    }

    /** The modules of which others use the jar. */
    static List<Module> modules() {
        List<Path> directories = new ArrayList<>(List.of(ROOT.resolve("core-api"), ROOT.resolve("host")));
        directories.addAll(children(ROOT.resolve("plugins")));
        List<Module> modules = new ArrayList<>();
        for (Path directory : directories) {
            Path target = directory.resolve("target");
            if (Files.isDirectory(target)) {
                children(target).stream()
                        .filter(file -> file.getFileName().toString().matches("dlt4j-.*-\\Q" + VERSION + "\\E\\.jar"))
                        .forEach(jar -> modules.add(new Module(directory, jar)));
            }
        }
        assertThat(modules).as("modules with jars").hasSizeGreaterThanOrEqualTo(9);
        return modules;
    }

    /** The directories of plugins as they are installed, {@code <id>} their names. */
    static List<Path> plugins() {
        List<Path> plugins = new ArrayList<>();
        for (Path module : children(ROOT.resolve("plugins"))) {
            Path built = module.resolve("target/plugin");
            if (Files.isDirectory(built)) {
                children(built).stream().filter(Files::isDirectory).forEach(plugins::add);
            }
        }
        assertThat(plugins).as("plugins").hasSizeGreaterThanOrEqualTo(5);
        return plugins;
    }

    static Path plugin(String id) {
        return plugins().stream()
                .filter(plugin -> plugin.getFileName().toString().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no plugin " + id));
    }

    /** Installs plugins in a directory, by links. */
    static Path install(Path directory, String... ids) throws IOException {
        Files.createDirectories(directory);
        for (String id : ids) {
            Files.createSymbolicLink(directory.resolve(id), plugin(id));
        }
        return directory;
    }

    static List<Path> children(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All files below a directory, relative to it. */
    static List<String> files(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> directory.relativize(file).toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Bytes of all files below a directory, or of a file. */
    static long size(Path path) {
        try (Stream<Path> files = Files.walk(path)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
