package io.dlt4j.api.config;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * The ordered fields that configure something, as data: nothing is resolved, opened or linked by declaring one.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ConfigSpec {

    private final String name;
    private final Map<String, ConfigField<?>> fields;

    private ConfigSpec(String name, Map<String, ConfigField<?>> fields) {
        this.name = name;
        this.fields = fields;
    }

    /**
     * @param name shown in messages about missing fields
     * @param fields in the order in which they are looked up and reported
     * @throws IllegalArgumentException if two fields have one name
     */
    public static ConfigSpec of(String name, List<ConfigField<?>> fields) {
        Map<String, ConfigField<?>> byName = new LinkedHashMap<>();
        for (ConfigField<?> field : fields) {
            if (byName.put(field.name(), field) != null) {
                throw new IllegalArgumentException("field '" + field.name() + "' is declared twice in " + name);
            }
        }
        return new ConfigSpec(requireNonNull(name, "name is null"), byName);
    }

    /** Shown in messages. */
    public String name() {
        return name;
    }

    /** The fields, in order. */
    public List<ConfigField<?>> fields() {
        return List.copyOf(fields.values());
    }

    /** The field of that name. */
    public Optional<ConfigField<?>> find(String fieldName) {
        return Optional.ofNullable(fields.get(fieldName));
    }
}
