package io.dlt4j.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Lays out what the image runs: the host, its launcher, and the plugins as far as the stage needs them. */
final class ImageFiles {

    /** The time of every file: what layers of images carry, and what an archive of classes compares jars with. */
    static final FileTime TIME = FileTime.from(Instant.ofEpochSecond(1));

    private final Path home;
    private final Path image;
    private final Stage stage;
    private final NativeLibraries natives;

    ImageFiles(Path home, ImageOrder order, NativeLibraries natives) {
        this.home = home;
        this.image = order.output();
        this.stage = order.stage();
        this.natives = natives;
    }

    /** Copies the host without its tools. */
    void copyHost() throws IOException {
        Path lib = Files.createDirectories(image.resolve("lib"));
        for (Path file : children(home.resolve("lib"))) {
            if (Files.isRegularFile(file) && !file.getFileName().toString().startsWith("classes.")) {
                Files.copy(file, lib.resolve(file.getFileName()));
            }
        }
        Path bin = Files.createDirectories(image.resolve("bin"));
        Files.copy(home.resolve("bin/dlt4j"), bin.resolve("dlt4j"));
        for (String notice : List.of("LICENSE", "THIRD-PARTY.txt")) {
            if (Files.isRegularFile(home.resolve(notice))) {
                Files.copy(home.resolve(notice), image.resolve(notice));
            }
        }
    }

    void copy(PluginSource plugin) throws IOException {
        Path jar = jar(plugin);
        Path directory = Files.createDirectories(jar.resolveSibling(""));
        Files.copy(plugin.directory().resolve(jar.getFileName()), jar);
        Path libraries = plugin.directory().resolve("lib");
        if (!plugin.isThinFor(stage) && Files.isDirectory(libraries)) {
            Path lib = Files.createDirectories(directory.resolve("lib"));
            for (Path file : children(libraries)) {
                natives.copy(file, lib);
            }
        }
    }

    /** Where the plugin's own jar is in the image. */
    Path jar(PluginSource plugin) {
        return image.resolve("plugins").resolve(plugin.id()).resolve(plugin.id() + ".jar");
    }

    /**
     * The jars of the image.
     *
     * @param unlinked those of which no class is loaded
     */
    List<Path> jars(List<Path> unlinked) throws IOException {
        try (Stream<Path> files = Files.walk(image)) {
            return files.filter(file -> file.toString().endsWith(".jar") && !unlinked.contains(file))
                    .sorted()
                    .toList();
        }
    }

    /** Gives every file and directory the same time. */
    void setTimes() throws IOException {
        try (Stream<Path> files = Files.walk(image)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (!Files.isSymbolicLink(file)) {
                    Files.setLastModifiedTime(file, TIME);
                }
            }
        }
    }

    static List<Path> children(Path directory) throws IOException {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            stream.forEach(children::add);
        }
        children.sort(null);
        return children;
    }

    /** Bytes of a file, or of all files below a directory; 0 if it is not there. */
    static long size(Path path) throws IOException {
        if (!Files.exists(path)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(path)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(ImageFiles::length)
                    .sum();
        }
    }

    static void delete(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }

    private static long length(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
