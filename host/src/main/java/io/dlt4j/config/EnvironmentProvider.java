package io.dlt4j.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Environment variables, named by the upper-cased path joined with {@code __}; for secrets first the files that Docker and
 * Kubernetes mount.
 */
final class EnvironmentProvider implements ConfigProvider {

    /** Where container runtimes mount secrets. */
    static final Path MOUNTED_SECRETS = Path.of("/run/secrets");

    private final Map<String, String> environment;
    private final Path mountedSecrets;

    /** Stripped contents of mounted secrets: from then on also found by fields that are not secret, as in the reference. */
    private final Map<String, String> exported = new ConcurrentHashMap<>();

    EnvironmentProvider(Map<String, String> environment, Path mountedSecrets) {
        this.environment = environment;
        this.mountedSecrets = mountedSecrets;
    }

    @Override
    public String name() {
        return "Environment Variables";
    }

    @Override
    public boolean holdsSecrets() {
        return true;
    }

    @Override
    public boolean isEmpty() {
        return environment.isEmpty();
    }

    @Override
    public String key(ConfigKey key) {
        return variable(key.path());
    }

    /** The name of the variable that stands for a path. */
    static String variable(List<String> path) {
        return String.join("__", path).toUpperCase(Locale.ROOT);
    }

    @Override
    public Optional<Object> find(ConfigKey key) {
        String name = key(key);
        if (key.secret()) {
            String content = mountedSecret(name);
            if (content != null) {
                exported.put(name, content.strip());
                return Optional.of(content);
            }
        }
        String value = exported.get(name);
        return Optional.ofNullable(value != null ? value : environment.get(name));
    }

    private @Nullable String mountedSecret(String key) {
        String name = key.toLowerCase(Locale.ROOT).replace('_', '-');
        if (name.indexOf('/') >= 0 || name.indexOf('\0') >= 0) {
            return null;
        }
        Path file = mountedSecrets.resolve(name);
        if (Files.isDirectory(file)) {
            file = file.resolve(name);
        }
        if (!Files.isRegularFile(file)) {
            return null;
        }
        try {
            return Files.readString(file);
        } catch (IOException e) {
            // As in the reference, a mount that cannot be read leaves the variable of that name in charge.
            return null;
        }
    }
}
