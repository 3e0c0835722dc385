package io.dlt4j.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The TOML files of one name, read at the first question; tables of an earlier file go over those of a later one. Values
 * set in code go over all of them.
 */
final class TomlProvider implements ConfigProvider {

    private final String fileName;
    private final boolean secrets;
    private final List<Path> candidates;
    private final Map<String, Object> setInCode;
    private volatile @Nullable Content content;

    private record Content(Map<String, Object> values, List<Path> present) {}

    TomlProvider(String fileName, boolean secrets, List<Path> candidates, Map<String, Object> setInCode) {
        this.fileName = fileName;
        this.secrets = secrets;
        this.candidates = List.copyOf(candidates);
        this.setInCode = setInCode;
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
    public Optional<Object> find(ConfigKey key) {
        return Tables.find(content().values, key.path());
    }

    @Override
    public List<String> locations() {
        return candidates.stream().map(Path::toString).toList();
    }

    @Override
    public List<String> presentLocations() {
        return content().present.stream().map(Path::toString).toList();
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
            Tables.merge(values, TomlFile.read(present.get(i), secrets));
        }
        Tables.merge(values, setInCode);
        return new Content(values, present);
    }
}
