package io.dlt4j.config;

import io.dlt4j.api.config.ConfigField;
import io.dlt4j.api.config.ConfigSpec;
import io.dlt4j.api.config.ConfigValues;
import io.dlt4j.api.error.DltException;
import java.util.Map;
import java.util.Optional;

/** Values of the fields of one specification, each of the type that its field's kind says. */
final class ResolvedValues implements ConfigValues {

    private final ConfigSpec spec;
    private final Map<String, Object> values;

    ResolvedValues(ConfigSpec spec, Map<String, Object> values) {
        this.spec = spec;
        this.values = Map.copyOf(values);
    }

    @Override
    public <T> T require(ConfigField<T> field) {
        return find(field)
                .orElseThrow(() -> undeclared(field, "has no value and was required; declare a default or use find"));
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> Optional<T> find(ConfigField<T> field) {
        ConfigField<?> declared = spec.find(field.name()).orElseThrow(() -> undeclared(field, "is not declared"));
        if (declared.kind() != field.kind()) {
            throw undeclared(field, "is declared with the kind " + declared.kind());
        }
        return Optional.ofNullable((T) values.get(field.name()));
    }

    @Override
    public Optional<ConfigSpec> spec() {
        return Optional.of(spec);
    }

    /** The values by the names of their fields. */
    Map<String, Object> asMap() {
        return values;
    }

    private DltException undeclared(ConfigField<?> field, String problem) {
        return new DltException(
                ConfigError.CONFIG_FIELD_UNDECLARED,
                "Field " + field + " of configuration `" + spec.name() + "` " + problem,
                "This is a defect of the plugin or of dlt4j; report it.");
    }

    /** The names only: values may be secret. */
    @Override
    public String toString() {
        return spec.name() + values.keySet();
    }
}
