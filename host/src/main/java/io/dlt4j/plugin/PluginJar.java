package io.dlt4j.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** What stands in jars of plugins, for whoever looks at them without loading anything. */
final class PluginJar {

    private PluginJar() {}

    /** The version in a jar's manifest. */
    static Optional<String> version(Path jar) {
        return attribute(jar, Attributes.Name.IMPLEMENTATION_VERSION);
    }

    /** The paths of the libraries that a jar's manifest puts on the class path. */
    static List<String> classPath(Path jar) {
        return attribute(jar, Attributes.Name.CLASS_PATH)
                .map(text -> List.of(text.strip().split(" +")))
                .orElse(List.of());
    }

    /** What is wrong with a jar's manifest, for which the JVM loads no class of the jar. */
    static Optional<String> brokenManifest(Path jar) {
        try (JarFile file = new JarFile(jar.toFile(), false)) {
            file.getManifest();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static Optional<String> attribute(Path jar, Attributes.Name name) {
        if (!Files.isRegularFile(jar)) {
            return Optional.empty();
        }
        try (JarFile file = new JarFile(jar.toFile(), false)) {
            Manifest manifest = file.getManifest();
            return manifest == null
                    ? Optional.empty()
                    : Optional.ofNullable(manifest.getMainAttributes().getValue(name));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The text of an entry; empty if it has none. */
    static Optional<String> text(Path jar, String entry) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry found = zip.getEntry(entry);
            if (found == null) {
                return Optional.empty();
            }
            try (InputStream stream = zip.getInputStream(found)) {
                return Optional.of(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
    }

    /** The names of all entries. */
    static List<String> entries(Path jar) throws IOException {
        List<String> names = new ArrayList<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                names.add(entries.nextElement().getName());
            }
        }
        return names;
    }
}
