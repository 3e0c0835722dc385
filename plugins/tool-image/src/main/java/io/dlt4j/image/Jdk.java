package io.dlt4j.image;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;

/**
 * The JDK that runtimes are linked from.
 *
 * @param home its directory
 * @param feature its version, for example 17
 * @param os {@code linux} or {@code macos}
 * @param architecture {@code amd64} or {@code arm64}
 */
record Jdk(Path home, int feature, String os, String architecture) {

    Jdk {
        requireNonNull(home, "home is null");
        requireNonNull(os, "os is null");
        requireNonNull(architecture, "architecture is null");
    }

    static Jdk at(Path home) {
        Properties release = new Properties();
        try (Reader reader = Files.newBufferedReader(home.resolve("release"))) {
            release.load(reader);
        } catch (IOException e) {
            throw unsuitable(home, "it has no file 'release'");
        }
        if (!Files.isExecutable(home.resolve("bin/jlink")) || !Files.isExecutable(home.resolve("bin/jdeps"))) {
            throw unsuitable(home, "it has no bin/jlink or no bin/jdeps, so that it is no whole JDK");
        }
        int feature = Integer.parseInt(text(release, "JAVA_VERSION").replaceFirst("\\D.*", ""));
        if (feature < 17) {
            throw unsuitable(home, "it is version " + text(release, "JAVA_VERSION") + ", and 17 or later is needed");
        }
        return new Jdk(home, feature, os(text(release, "OS_NAME")), architecture(text(release, "OS_ARCH")));
    }

    private static RuntimeException unsuitable(Path home, String reason) {
        return ImageError.IMAGE_JDK_UNSUITABLE.of(
                "No runtime can be linked from the Java in '" + home + "': " + reason + ".",
                "Name a JDK 17 or later with --jdk DIR, or run dlt4j with one.");
    }

    private static String text(Properties release, String key) {
        return release.getProperty(key, "").replace("\"", "");
    }

    private static String os(String name) {
        return name.equals("Darwin") ? "macos" : name.toLowerCase(Locale.ROOT);
    }

    private static String architecture(String name) {
        return switch (name) {
            case "x86_64" -> "amd64";
            case "aarch64" -> "arm64";
            default -> name;
        };
    }

    /** A program of it. */
    String program(String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    /** Whether it keeps classes in an AOT cache, which is more than an archive of them. */
    boolean hasAotCache() {
        return feature >= 25;
    }
}
