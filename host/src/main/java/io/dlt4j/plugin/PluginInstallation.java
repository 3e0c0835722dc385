package io.dlt4j.plugin;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.error.DltException;
import io.dlt4j.pack.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Puts plugins into a plugin directory, and tells later whether they are what was put there. */
public final class PluginInstallation {

    private static final String AGAIN = "Install it again with 'dlt4j plugins install'.";

    private final Path directory;

    /** @param directory the plugin directory; it is made when something is installed into it */
    public PluginInstallation(Path directory) {
        this.directory = requireNonNull(directory, "directory is null");
    }

    /**
     * A plugin that was looked at.
     *
     * @param id the plugin
     * @param coordinates where it is from
     * @param problems what is not as it was installed; empty if nothing is
     */
    public record Verified(String id, String coordinates, List<String> problems) {

        /** Checks and copies the parts. */
        public Verified {
            requireNonNull(id, "id is null");
            requireNonNull(coordinates, "coordinates is null");
            problems = List.copyOf(problems);
        }
    }

    /**
     * Installs a plugin, in the place of an earlier version of it, and notes the sums of its files in {@code plugins.lock}.
     *
     * @param coordinates {@code group:artifact:version}, which stand for the same files for ever
     * @param jar the plugin's jar
     * @param libraries the jars of its {@code lib} folder
     * @return the plugin's id
     * @throws DltException if it is no plugin, is too new, or is not what these coordinates stood for before
     */
    public String install(String coordinates, Path jar, List<Path> libraries) {
        PluginDescriptor descriptor = descriptor(coordinates, jar);
        String id = descriptor.id();
        Path unfinished = directory.resolve("." + id + ".unfinished");
        try {
            DurableFiles.delete(unfinished);
            Files.createDirectories(unfinished.resolve("lib"));
            Files.copy(jar, unfinished.resolve(id + ".jar"));
            for (Path library : libraries) {
                Files.copy(library, unfinished.resolve("lib").resolve(library.getFileName()));
            }
            Map<String, String> sums = PluginLock.sums(unfinished);
            PluginLock lock = PluginLock.read(directory);
            requireSame(coordinates, lock.plugins().get(id), sums);
            DurableFiles.delete(directory.resolve(id));
            Files.move(unfinished, directory.resolve(id));
            lock.put(id, new PluginLock.Entry(coordinates, sums));
            return id;
        } catch (IOException e) {
            throw new DltException(
                    PluginError.PLUGIN_INSTALL_FAILED,
                    "Plugin " + coordinates + " cannot be put into " + directory + ": " + e + ".",
                    "Check that the directory can be written.",
                    e);
        } finally {
            DurableFiles.delete(unfinished);
        }
    }

    private static PluginDescriptor descriptor(String coordinates, Path jar) {
        try {
            PluginDescriptor descriptor = PluginDescriptor.read(jar);
            PluginProblem.ofApi(descriptor.api()).ifPresent(problem -> {
                throw problem.toException(descriptor.id(), coordinates);
            });
            return descriptor;
        } catch (InvalidPluginException e) {
            throw new DltException(
                    PluginError.PLUGIN_INVALID,
                    coordinates + " is not a plugin: " + e.getMessage() + ".",
                    "Check the coordinates.",
                    e);
        }
    }

    /** What coordinates stand for does not change; if it has, somebody has changed it. */
    private static void requireSame(
            String coordinates, PluginLock.@org.jspecify.annotations.Nullable Entry known, Map<String, String> sums) {
        if (known != null && known.coordinates().equals(coordinates) && !coordinates.endsWith("-SNAPSHOT")) {
            List<String> changed = differences(known.files(), sums);
            if (!changed.isEmpty()) {
                throw new DltException(
                        PluginError.PLUGIN_CHECKSUM_MISMATCH,
                        coordinates + " is not what it was when it was installed: " + String.join(", ", changed) + ".",
                        "Find out who changed the repository. To take it as it is now, remove the plugin from plugins.lock.");
            }
        }
    }

    private static List<String> differences(Map<String, String> expected, Map<String, String> seen) {
        List<String> problems = new ArrayList<>();
        TreeSet<String> files = new TreeSet<>(expected.keySet());
        files.addAll(seen.keySet());
        for (String file : files) {
            if (!seen.containsKey(file)) {
                problems.add(file + " is missing");
            } else if (!expected.containsKey(file)) {
                problems.add(file + " was not there");
            } else if (!seen.get(file).equals(expected.get(file))) {
                problems.add(file + " has changed");
            }
        }
        return problems;
    }

    /** Compares each installed plugin with {@code plugins.lock}; empty if the directory has no such file. */
    public List<Verified> verify() {
        List<Verified> verified = new ArrayList<>();
        Map<String, PluginLock.Entry> plugins =
                new TreeMap<>(PluginLock.read(directory).plugins());
        plugins.forEach((id, entry) -> verified.add(new Verified(id, entry.coordinates(), problems(id, entry))));
        return verified;
    }

    private List<String> problems(String id, PluginLock.Entry entry) {
        Path folder = directory.resolve(id);
        if (!Files.isDirectory(folder)) {
            return List.of("its folder is missing");
        }
        try {
            return differences(entry.files(), PluginLock.sums(folder));
        } catch (IOException e) {
            return List.of("its files cannot be read: " + e);
        }
    }

    /**
     * Fails if something is not as it was installed.
     *
     * @throws DltException that names the plugins
     */
    public static void requireUnchanged(List<Verified> verified) {
        Optional<String> changed = verified.stream()
                .filter(plugin -> !plugin.problems().isEmpty())
                .map(plugin -> plugin.id() + " (" + String.join(", ", plugin.problems()) + ")")
                .reduce((one, other) -> one + "; " + other);
        if (changed.isPresent()) {
            throw new DltException(
                    PluginError.PLUGIN_CHECKSUM_MISMATCH, "Not what was installed: " + changed.get() + ".", AGAIN);
        }
    }
}
