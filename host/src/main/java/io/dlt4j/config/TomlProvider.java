package io.dlt4j.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The TOML files of one name, read at the first question; tables of the earlier directory go over those of the later. */
final class TomlProvider implements ConfigProvider {

    private final String fileName;
    private final boolean secrets;
    private final List<Path> candidates;
    private volatile @Nullable Content content;

    private record Content(Map<String, Object> values, List<Path> present) {}

    TomlProvider(String fileName, boolean secrets, List<Path> directories) {
        this.fileName = fileName;
        this.secrets = secrets;
        this.candidates = new ArrayList<>();
        for (Path directory : directories) {
            candidates.add(directory.resolve(fileName));
        }
    }

    @Override
    public String name() {
        return fileName;
    }

    @Override
    public boolean holdsSecrets() {
        return secrets;
    }

    @Override
    public boolean isEmpty() {
        return content().values.isEmpty();
    }

    @Override
    public String key(List<String> path) {
        return String.join(".", path);
    }

    @Override
    public @Nullable Object find(List<String> path, boolean secret) {
        Object value = content().values;
        for (String part : path) {
            if (!(value instanceof Map<?, ?> table)) {
                return null;
            }
            value = table.get(part);
        }
        return value;
    }

    @Override
    public List<String> locations() {
        Content read = content();
        List<String> lines = new ArrayList<>();
        if (!read.present.isEmpty()) {
            lines.add("Provider `" + fileName + "` loaded values from locations:");
            read.present.forEach(file -> lines.add("\t- " + file));
        }
        if (read.present.size() < candidates.size()) {
            lines.add("Provider `" + fileName + "` probed but not found the following locations:");
            candidates.stream().filter(file -> !read.present.contains(file)).forEach(file -> lines.add("\t- " + file));
        }
        if (read.values.isEmpty()) {
            lines.add("WARNING: provider `" + fileName + "` is empty. Locations (i.e., files) are missing or empty.");
        }
        return lines;
    }

    private Content content() {
        Content read = content;
        if (read == null) {
            synchronized (this) {
                read = content;
                if (read == null) {
                    read = read();
                    content = read;
                }
            }
        }
        return read;
    }

    private Content read() {
        List<Path> present = new ArrayList<>();
        for (Path candidate : candidates) {
            if (Files.isRegularFile(candidate)) {
                present.add(candidate);
            }
        }
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = present.size() - 1; i >= 0; i--) {
            merge(values, TomlFile.read(present.get(i), secrets));
        }
        return new Content(values, present);
    }

    @SuppressWarnings("unchecked")
    private static void merge(Map<String, Object> target, Map<String, Object> over) {
        for (Map.Entry<String, Object> entry : over.entrySet()) {
            Object below = target.get(entry.getKey());
            if (entry.getValue() instanceof Map<?, ?> table && below instanceof Map<?, ?>) {
                merge((Map<String, Object>) below, (Map<String, Object>) table);
            } else {
                target.put(entry.getKey(), entry.getValue());
            }
        }
    }
}
