package io.dlt4j.config;

import io.dlt4j.api.error.DltException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The required fields of a specification that have no value, with every place that was asked.
 *
 * @param spec the specification's name
 * @param fields the missing ones, in order
 * @param resolved the names of those that got a value
 */
record MissingFields(String spec, List<Field> fields, List<String> resolved) {

    /** One missing field. */
    sealed interface Field {

        String name();

        void describe(List<String> lines);
    }

    /** A field that no provider has. */
    record Plain(String name, List<TriedKey> tried) implements Field {

        @Override
        public void describe(List<String> lines) {
            lines.add("for field `" + name + "` the following (config provider, key) were tried in order:");
            tried.forEach(key -> lines.add("  " + key));
        }
    }

    /** Credentials that lack fields. */
    record Nested(String name, MissingFields missing) implements Field {

        @Override
        public void describe(List<String> lines) {
            lines.add("field `" + name + "` is itself a configuration `" + missing.spec + "` with missing field(s): "
                    + missing.names());
            List<String> inner = new ArrayList<>();
            missing.describe(inner);
            inner.forEach(line -> lines.add(line.isEmpty() ? line : "  " + line));
            lines.add("");
        }
    }

    DltException toException(List<ConfigProvider> providers) {
        List<String> lines = new ArrayList<>();
        lines.add("Missing " + fields.size() + " field(s) in configuration `" + spec + "`: " + names());
        describe(lines);
        providers.forEach(provider -> lines.addAll(provider.locations()));
        return new DltException(
                ConfigError.CONFIG_FIELD_MISSING,
                String.join("\n", lines),
                "Set each missing field at one of the keys listed for it; the first key is the most specific.");
    }

    private void describe(List<String> lines) {
        fields.forEach(field -> field.describe(lines));
        if (!resolved.isEmpty()) {
            lines.add("NOTE: following fields in `" + spec + "` got resolved: " + quoted(resolved));
        }
    }

    private String names() {
        return quoted(fields.stream().map(Field::name).toList());
    }

    private static String quoted(List<String> names) {
        return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    }
}
