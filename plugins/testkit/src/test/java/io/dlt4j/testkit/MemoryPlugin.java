package io.dlt4j.testkit;

import io.dlt4j.testkit.memory.Memory;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Packages the destination in memory as an author would, or not quite. */
final class MemoryPlugin {

    private static final Path LIBRARIES = Path.of("target", "memory-lib").toAbsolutePath();

    private final Map<String, byte[]> jar = new TreeMap<>();

    MemoryPlugin() {
        addClasses("io/dlt4j/testkit/memory/");
        addClasses("META-INF/services/");
        addClasses("META-INF/dlt4j/");
        String path = libraries().stream()
                .map(library -> "lib/" + library.getFileName())
                .collect(Collectors.joining("\n  "));
        put("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nImplementation-Version: 1.0\nClass-Path: " + path + "\n");
    }

    MemoryPlugin put(String entry, String content) {
        jar.put(entry, content.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    MemoryPlugin replace(String entry, String text, String replacement) {
        String content = new String(jar.get(entry), StandardCharsets.UTF_8);
        if (!content.contains(text)) {
            throw new IllegalArgumentException(entry + " has no " + text);
        }
        return put(entry, content.replace(text, replacement));
    }

    MemoryPlugin without(String entry) {
        jar.remove(entry);
        return this;
    }

    /** Names another factory wherever one is named. */
    MemoryPlugin factory(Class<?> type) {
        put("META-INF/services/io.dlt4j.api.DestinationFactory", type.getName() + "\n");
        return replace("META-INF/dlt4j/plugin.properties", Memory.class.getName(), type.getName());
    }

    /** Adds all classes of the tests in the package of {@code type}. */
    MemoryPlugin withPackage(Class<?> type) {
        try {
            Path source = Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
            addFiles(source, type.getPackageName().replace('.', '/'));
            return this;
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Adds classes of the tests. */
    MemoryPlugin with(Class<?>... types) {
        for (Class<?> type : types) {
            String name = type.getName().replace('.', '/') + ".class";
            try (var stream = type.getClassLoader().getResourceAsStream(name)) {
                jar.put(name, stream.readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return this;
    }

    /** The folder of the plugin, in {@code directory}. */
    Path installIn(Path directory) {
        Path folder = directory.resolve("memory");
        try {
            Files.createDirectories(folder.resolve("lib"));
            try (OutputStream file = Files.newOutputStream(folder.resolve("memory.jar"));
                    ZipOutputStream zip = new ZipOutputStream(file)) {
                for (Map.Entry<String, byte[]> entry : jar.entrySet()) {
                    zip.putNextEntry(new ZipEntry(entry.getKey()));
                    zip.write(entry.getValue());
                    zip.closeEntry();
                }
            }
            for (Path library : libraries()) {
                Files.copy(library, folder.resolve("lib").resolve(library.getFileName()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder;
    }

    /** The plugin in that folder, as the contracts see it. */
    static TestedDestination tested(Path folder) {
        return TestedDestination.of("memory", folder)
                .settingIn(
                        "journal",
                        scratch -> scratch.resolve("store/memory.jsonl").toString())
                .wrongSetting("journal", "/proc/nowhere/memory.jsonl")
                .reader((scratch, dataset, table) -> Memory.rows(scratch.resolve("store/memory.jsonl"), dataset, table))
                .build();
    }

    private static List<Path> libraries() {
        try (Stream<Path> files = Files.list(LIBRARIES)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From the directory of this module's classes, or from its jar. */
    private void addClasses(String prefix) {
        try {
            Path source = Path.of(Memory.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            if (Files.isDirectory(source)) {
                addFiles(source, prefix);
            } else {
                addEntries(source, prefix);
            }
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private void addFiles(Path source, String prefix) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(source.resolve(prefix))) {
            walk.filter(Files::isRegularFile).forEach(files::add);
        }
        for (Path file : files) {
            jar.put(source.relativize(file).toString(), Files.readAllBytes(file));
        }
    }

    private void addEntries(Path source, String prefix) throws IOException {
        try (ZipFile zip = new ZipFile(source.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                if (entry.getName().startsWith(prefix) && !entry.isDirectory()) {
                    try (var stream = zip.getInputStream(entry)) {
                        jar.put(entry.getName(), stream.readAllBytes());
                    }
                }
            }
        }
    }
}
