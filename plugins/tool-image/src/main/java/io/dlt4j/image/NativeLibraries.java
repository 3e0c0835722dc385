package io.dlt4j.image;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Native code in the libraries of plugins, of which an image has that of its own platform alone.
 *
 * <p>It is known by its name, which ends in a platform as in {@code libduckdb_java.so_linux_amd64}. DuckDB's driver unpacks a library
 * inside its jar to the temporary directory at each start, 68 MB, and loads the one beside the jar if there is none inside: so
 * it is laid there.
 */
final class NativeLibraries {

    private static final Pattern NAME =
            Pattern.compile("(?:.*/)?[^/]+_(linux|macos|osx|windows)_(amd64|arm64|universal)(_musl)?");

    private final Jdk platform;

    NativeLibraries(Jdk platform) {
        this.platform = platform;
    }

    /** Copies a file of a plugin: a jar without the native code in it, which is laid beside, or nothing if it is of another platform. */
    void copy(Path file, Path directory) throws IOException {
        String name = file.getFileName().toString();
        if (name.endsWith(".jar") && hasNatives(file)) {
            copyJar(file, directory);
        } else if (!isNative(name) || isOurs(name)) {
            Files.copy(file, directory.resolve(name), REPLACE_EXISTING);
        }
    }

    private static boolean hasNatives(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return zip.stream().anyMatch(entry -> isNative(entry.getName()));
        }
    }

    private void copyJar(Path jar, Path directory) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile());
                OutputStream file = Files.newOutputStream(directory.resolve(jar.getFileName()));
                ZipOutputStream copy = new ZipOutputStream(file)) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                try (InputStream content = zip.getInputStream(entry)) {
                    if (!isNative(entry.getName())) {
                        ZipEntry copied = new ZipEntry(entry.getName());
                        copied.setTimeLocal(entry.getTimeLocal());
                        copy.putNextEntry(copied);
                        content.transferTo(copy);
                        copy.closeEntry();
                    } else if (isOurs(entry.getName())) {
                        Files.copy(
                                content,
                                directory.resolve(Path.of(entry.getName()).getFileName()),
                                REPLACE_EXISTING);
                    }
                }
            }
        }
    }

    private static boolean isNative(String name) {
        return NAME.matcher(name).matches();
    }

    private boolean isOurs(String name) {
        Matcher parts = NAME.matcher(name);
        return parts.matches()
                && parts.group(1).replace("osx", "macos").equals(platform.os())
                && (parts.group(2).equals(platform.architecture())
                        || parts.group(2).equals("universal"))
                && parts.group(3) == null;
    }
}
