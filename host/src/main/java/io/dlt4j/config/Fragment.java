package io.dlt4j.config;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** A piece of configuration as text: TOML, or else a JSON object. */
final class Fragment {

    private Fragment() {}

    /** The values, or empty if the text is no fragment but a value. */
    static Optional<Map<?, ?>> parse(String text) {
        // What is a comment to TOML is a value here: a password may begin with the sign.
        Optional<Map<String, Object>> toml = TomlFile.parse(text).filter(table -> !table.isEmpty());
        if (toml.isPresent()) {
            return Optional.of(toml.get());
        }
        try {
            return JsonText.parse(text) instanceof Map<?, ?> map ? Optional.of(map) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
