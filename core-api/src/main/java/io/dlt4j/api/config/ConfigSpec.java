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
    private final Optional<String> section;

    private ConfigSpec(String name, Map<String, ConfigField<?>> fields, Optional<String> section) {
        this.name = name;
        this.fields = fields;
        this.section = section;
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
        return new ConfigSpec(requireNonNull(name, "name is null"), byName, Optional.empty());
    }

    /**
     * A copy with a section of its own, the innermost of its fields' keys: it may not be left out of them, as the sections
     * that the caller names may. Within another specification the field's name takes its place.
     */
    public ConfigSpec inSection(String ownSection) {
        return new ConfigSpec(name, fields, Optional.of(ownSection));
    }

    /** Shown in messages. */
    public String name() {
        return name;
    }

    /** The fields, in order. */
    public List<ConfigField<?>> fields() {
        return List.copyOf(fields.values());
    }

    /** The section that its fields are always in. */
    public Optional<String> section() {
        return section;
    }

    /** The field of that name. */
    public Optional<ConfigField<?>> find(String fieldName) {
        return Optional.ofNullable(fields.get(fieldName));
    }
}
