package io.dlt4j.config;

import io.dlt4j.api.error.DltException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    /**
     * A configuration that lacks fields.
     *
     * @param alternatives what each of its alternatives lacks
     */
    record Nested(String name, List<MissingFields> alternatives) implements Field {

        @Override
        public void describe(List<String> lines) {
            for (int i = 0; i < alternatives.size(); i++) {
                MissingFields missing = alternatives.get(i);
                String position =
                        alternatives.size() == 1 ? "" : " (Union " + (i + 1) + " of " + alternatives.size() + ")";
                lines.add("field `" + name + "` is itself a configuration `" + missing.spec
                        + "` with missing field(s): " + missing.names() + position);
                List<String> inner = new ArrayList<>();
                missing.describe(inner);
                inner.forEach(line -> lines.add(line.isEmpty() ? line : "  " + line));
                lines.add("");
            }
        }
    }

    /**
     * The error, in the layout of the reference.
     *
     * @param profile the active profile, if there are profiles
     */
    DltException toException(List<ConfigProvider> providers, Optional<String> profile) {
        List<String> lines = new ArrayList<>();
        lines.add("Missing " + fields.size() + " field(s) in configuration `" + spec + "`: " + names());
        describe(lines);
        profile.ifPresent(name -> lines.add("Active profile: `" + name + "`"));
        providers.forEach(provider -> describe(provider, lines));
        return new DltException(
                ConfigError.CONFIG_FIELD_MISSING,
                String.join("\n", lines),
                "Set each missing field at one of the keys listed for it; the first key is the most specific.");
    }

    private static void describe(ConfigProvider provider, List<String> lines) {
        List<String> locations = provider.locations();
        if (locations.isEmpty()) {
            return;
        }
        List<String> present = provider.presentLocations();
        if (!present.isEmpty()) {
            lines.add("Provider `" + provider.name() + "` loaded values from locations:");
            present.forEach(place -> lines.add("\t- " + place));
        }
        List<String> absent =
                locations.stream().filter(place -> !present.contains(place)).toList();
        if (!absent.isEmpty()) {
            lines.add("Provider `" + provider.name() + "` probed but not found the following locations:");
            absent.forEach(place -> lines.add("\t- " + place));
        }
        if (provider.isEmpty()) {
            lines.add("WARNING: provider `" + provider.name()
                    + "` is empty. Locations (i.e., files) are missing or empty.");
        }
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
