package io.dlt4j.plugin;

import io.dlt4j.pack.Document;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The file {@code plugins.lock} of a plugin directory: for each plugin that was installed into it the coordinates, and the SHA-256 of
 * each of its files.
 */
final class PluginLock {

    static final String NAME = "plugins.lock";

    private static final int VERSION = 1;
    private static final int BUFFER = 1 << 16;

    private final Path directory;
    private final Map<String, Entry> plugins;

    /**
     * What was installed.
     *
     * @param files the sums by path, relative to the folder of the plugin
     */
    record Entry(String coordinates, Map<String, String> files) {}

    private PluginLock(Path directory, Map<String, Entry> plugins) {
        this.directory = directory;
        this.plugins = plugins;
    }

    /** The lock of a directory; empty if it has none. */
    static PluginLock read(Path directory) {
        Map<String, Entry> plugins = new TreeMap<>();
        Optional<Document> document = Document.find(directory.resolve(NAME));
        for (Document plugin : document.map(found -> found.documents("plugins")).orElse(List.of())) {
            Map<String, String> files = new TreeMap<>();
            for (Document file : plugin.documents("files")) {
                files.put(file.text("path"), file.text("sha256"));
            }
            plugins.put(plugin.text("id"), new Entry(plugin.text("coordinates"), files));
        }
        return new PluginLock(directory, plugins);
    }

    Map<String, Entry> plugins() {
        return plugins;
    }

    void put(String id, Entry entry) {
        plugins.put(id, entry);
        List<Map<String, @Nullable Object>> written = new ArrayList<>();
        plugins.forEach((name, plugin) -> {
            List<Map<String, @Nullable Object>> files = new ArrayList<>();
            plugin.files()
                    .forEach((path, sum) -> files.add(Document.empty()
                            .with("path", path)
                            .with("sha256", sum)
                            .asMap()));
            written.add(Document.empty()
                    .with("id", name)
                    .with("coordinates", plugin.coordinates())
                    .with("files", files)
                    .asMap());
        });
        Document.empty().with("version", VERSION).with("plugins", written).save(directory.resolve(NAME));
    }

    /** The sums of all files of a plugin's folder. */
    static Map<String, String> sums(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(folder)) {
            walk.filter(Files::isRegularFile).forEach(files::add);
        }
        Map<String, String> sums = new TreeMap<>();
        for (Path file : files) {
            sums.put(folder.relativize(file).toString().replace('\\', '/'), sha256(file));
        }
        return sums;
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[BUFFER];
            for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
