package io.dlt4j.plugin;

import io.dlt4j.api.DestinationFactory;
import io.dlt4j.plugin.PluginDiagnosis.Finding;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Examines the files of a plugin in a folder of its own. */
final class PluginFolder {

    private static final String AGAIN = "Install the plugin again.";
    private static final String SERVICE = "META-INF/services/" + DestinationFactory.class.getName();

    /** A class of each package that the host gives to plugins, by the library that it is from. */
    private static final List<List<String>> SHARED = List.of(
            List.of("io/dlt4j/api/DestinationFactory.class", "dlt4j-core-api"),
            List.of("org/slf4j/Logger.class", "slf4j-api"));

    private PluginFolder() {}

    static List<Finding> examine(InstalledPlugin plugin) {
        List<Finding> findings = new ArrayList<>();
        try {
            Path jar = Path.of(plugin.location());
            List<Path> libraries = files(jar.resolveSibling("lib"));
            PluginJar.brokenManifest(jar)
                    .map(problem ->
                            Finding.fatal(PluginProblem.invalid("its manifest cannot be read: " + problem, null)))
                    .ifPresent(findings::add);
            missing(plugin, jar, libraries).ifPresent(findings::add);
            unnamed(plugin, jar).ifPresent(findings::add);
            for (Path library : libraries) {
                if (library.toString().endsWith(".jar")) {
                    repeated(library).ifPresent(findings::add);
                }
            }
            if (plugin.hasNativeAccess()) {
                withoutNatives(libraries).ifPresent(findings::add);
            }
        } catch (IOException e) {
            findings.add(Finding.fatal(PluginProblem.invalid("its files cannot be read: " + e, e)));
        }
        return findings;
    }

    private static List<Path> files(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, Files::isRegularFile)) {
                stream.forEach(files::add);
            }
        }
        files.sort(null);
        return files;
    }

    /** A library that the descriptor or the manifest names must be there. */
    private static Optional<Finding> missing(InstalledPlugin plugin, Path jar, List<Path> libraries) {
        List<String> names =
                libraries.stream().map(path -> path.getFileName().toString()).toList();
        List<String> absent = new ArrayList<>();
        for (String coordinates : plugin.libraries()) {
            String[] parts = coordinates.split(":");
            if (parts.length < 3 || !names.contains(parts[1] + "-" + parts[2] + ".jar")) {
                absent.add(coordinates);
            }
        }
        if (absent.isEmpty()) {
            PluginJar.classPath(jar).stream()
                    .filter(path -> !Files.exists(jar.resolveSibling(path)))
                    .forEach(absent::add);
        }
        return absent.isEmpty()
                ? Optional.empty()
                : Optional.of(new Finding(
                        PluginError.PLUGIN_INCOMPLETE,
                        "its lib folder lacks " + String.join(", ", absent),
                        AGAIN,
                        true,
                        Optional.empty()));
    }

    /** Without the service file the jar works in a plugin directory, and not on a class path. */
    private static Optional<Finding> unnamed(InstalledPlugin plugin, Path jar) throws IOException {
        String named = PluginJar.text(jar, SERVICE).orElse("");
        for (String type : plugin.destinations()) {
            String factory = plugin.factoryName(type).orElseThrow();
            if (named.lines().map(String::strip).noneMatch(factory::equals)) {
                return Optional.of(Finding.warning(
                        PluginError.PLUGIN_INVALID,
                        "its " + SERVICE + " does not name " + factory + ", so that it is not found on a class path",
                        "Report this to the author of the plugin."));
            }
        }
        return Optional.empty();
    }

    /** The host's copy is used in any case: another one is dead weight, or hides that it is of another version. */
    private static Optional<Finding> repeated(Path library) throws IOException {
        List<String> entries = PluginJar.entries(library);
        return SHARED.stream()
                .filter(shared -> entries.contains(shared.get(0)))
                .findFirst()
                .map(shared -> Finding.warning(
                        PluginError.PLUGIN_INVALID,
                        library.getFileName() + " repeats " + shared.get(1) + ", which plugins get from dlt4j",
                        "Remove " + library.getFileName() + " from its lib folder."));
    }

    private static Optional<Finding> withoutNatives(List<Path> libraries) throws IOException {
        List<String> natives = new ArrayList<>();
        for (Path library : libraries) {
            String name = library.getFileName().toString();
            (name.endsWith(".jar") ? PluginJar.entries(library) : List.of(name))
                    .stream().filter(PluginFolder::isNative).forEach(natives::add);
        }
        return natives.isEmpty() || natives.stream().anyMatch(PluginFolder::isOfThisPlatform)
                ? Optional.empty()
                : Optional.of(new Finding(
                        PluginError.PLUGIN_INCOMPLETE,
                        "it has no native library for " + System.getProperty("os.name") + " on "
                                + System.getProperty("os.arch") + ", only " + String.join(", ", natives),
                        "Install the plugin for this platform.",
                        true,
                        Optional.empty()));
    }

    private static boolean isNative(String name) {
        return name.endsWith(".so")
                || name.contains(".so_")
                || name.endsWith(".dylib")
                || name.endsWith(".jnilib")
                || name.endsWith(".dll");
    }

    private static boolean isOfThisPlatform(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        List<String> systems = system.startsWith("mac")
                ? List.of("mac", "osx", "darwin")
                : system.startsWith("windows") ? List.of("win") : List.of("linux");
        String machine = System.getProperty("os.arch");
        List<String> machines = machine.equals("aarch64")
                ? List.of("aarch64", "arm64", "universal")
                : List.of("amd64", "x86_64", "x86-64", "x64", "universal");
        return systems.stream().anyMatch(lower::contains) && machines.stream().anyMatch(lower::contains);
    }
}
