package io.dlt4j.config;

import io.dlt4j.api.config.ConfigField;
import io.dlt4j.api.config.ConfigSpec;
import io.dlt4j.api.config.CredentialSpec;
import io.dlt4j.api.config.Secret;
import io.dlt4j.api.error.DltException;
import io.dlt4j.config.SpecResolver.Given;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Credentials given as one value, or as a map of explicit ones.
 *
 * @param spec what they are
 * @param value the text, or a map of fields
 * @param from the provider's key, if a provider gave it
 */
record NativeValue(CredentialSpec spec, @Nullable Object value, Optional<TriedKey> from) {

    /**
     * The fields that it names. Those that equal their default are left out: providers may still give them another value,
     * as in the reference.
     */
    Map<String, Given> fields() {
        if (value instanceof Map<?, ?> map) {
            return Given.explicit(map);
        }
        Map<String, Given> fields = new LinkedHashMap<>();
        ConfigSpec declared = spec.fields();
        parse().forEach((name, raw) -> {
            Optional<ConfigField<?>> field = declared.find(name);
            if (field.isPresent() && !isDefault(field.get(), raw)) {
                fields.put(name, new Given(raw, from));
            }
        });
        return fields;
    }

    private static boolean isDefault(ConfigField<?> field, String raw) {
        Object converted = Coercion.coerce(raw, field.kind());
        return field.defaultValue().isPresent() && field.defaultValue().get().equals(converted);
    }

    private Map<String, String> parse() {
        String text = value instanceof Secret secret ? secret.reveal() : value instanceof String string ? string : null;
        if (text == null) {
            throw invalid("it is not text");
        }
        try {
            return spec.nativeForm().parse(text);
        } catch (NumberFormatException e) {
            // Its message repeats the text. The cause is left out for the same reason.
            throw invalid("a number in it is not a number");
        } catch (IllegalArgumentException e) {
            throw invalid(String.valueOf(e.getMessage()));
        }
    }

    private DltException invalid(String reason) {
        return new DltException(
                ConfigError.CONFIG_NATIVE_VALUE_INVALID,
                "`" + spec.fields().name() + "` cannot parse the value provided. It is of type "
                        + (value == null ? "null" : Coercion.typeName(value)) + " and comes from "
                        + from.map(TriedKey::toString).orElse("the code or the command line")
                        + ". The value may be a secret and is not shown. Details: " + reason,
                "Correct it, or give the credentials field by field.");
    }
}
