package io.dlt4j.config;

import io.dlt4j.api.config.ConfigField;
import io.dlt4j.api.config.CredentialSpec;
import io.dlt4j.api.config.Secret;
import io.dlt4j.api.error.DltException;
import io.dlt4j.config.SpecResolver.Given;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Credentials given as one value, or as a map of explicit ones.
 *
 * @param spec what they are
 * @param value the text, or a map of fields
 * @param from the provider's key, if a provider gave it
 * @param embedded the names of the fields on the way down to them
 */
record NativeValue(CredentialSpec spec, @Nullable Object value, Optional<TriedKey> from, List<String> embedded) {

    /**
     * The fields that it names. Those that equal their default are left out: providers may still give them another value,
     * as in the reference.
     */
    Map<String, Given> fields() {
        if (value instanceof Map<?, ?> map) {
            return Given.explicit(map);
        }
        Map<String, Given> fields = new LinkedHashMap<>();
        parse().forEach((name, raw) -> {
            Optional<ConfigField<?>> field = spec.fields().find(name);
            if (field.isPresent() && !isDefault(field.get(), raw)) {
                fields.put(name, new Given(raw, from));
            }
        });
        return fields;
    }

    private boolean isDefault(ConfigField<?> field, Object raw) {
        Object converted = Coercion.coerce(raw, field.kind());
        if (converted == null) {
            throw invalid("`" + field.name() + "` in it has the wrong type");
        }
        return field.defaultValue().isPresent() && field.defaultValue().get().equals(converted);
    }

    private Map<String, ?> parse() {
        if (spec.nativeForm().isEmpty() && spec.jsonForm().isEmpty()) {
            return Map.of();
        }
        String text = value instanceof Secret secret ? secret.reveal() : value instanceof String string ? string : null;
        if (text == null) {
            throw invalid("it is not text");
        }
        try {
            return spec.nativeForm().isPresent()
                    ? spec.nativeForm().get().parse(text)
                    : spec.jsonForm().orElseThrow().fields(object(text));
        } catch (NumberFormatException e) {
            // Its message repeats the text. The cause is left out for the same reason.
            throw invalid("a number in it is not a number");
        } catch (IllegalArgumentException e) {
            throw invalid(String.valueOf(e.getMessage()));
        }
    }

    @SuppressWarnings("unchecked")
    private Map<String, ?> object(String text) {
        try {
            if (JsonText.parse(text) instanceof Map<?, ?> map) {
                return (Map<String, ?>) map;
            }
        } catch (IOException e) {
            // The parser's message repeats the text, so the cause is left out.
            throw invalid("The expected representation for `" + spec.fields().name()
                    + "` is a JSON object, as its key file" + " has it; this is not JSON");
        }
        throw invalid("The expected representation for `" + spec.fields().name()
                + "` is a JSON object, as its key file has it; this is other JSON");
    }

    private DltException invalid(String reason) {
        return new DltException(
                ConfigError.CONFIG_NATIVE_VALUE_INVALID,
                "`" + spec.fields().name() + "` cannot parse the configuration value provided. The value is of type "
                        + (value == null ? "null" : Coercion.typeName(value)) + " and comes from the sections `"
                        + String.join(".", embedded) + "` ("
                        + from.map(key -> key.provider() + ", " + key.key()).orElse("given in code")
                        + "). The value may be a secret and is not shown. Details: " + reason
                        + (reason.endsWith(".") ? "" : "."),
                "Correct it, or give the credentials field by field.");
    }
}
