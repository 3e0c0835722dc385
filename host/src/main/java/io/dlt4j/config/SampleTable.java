package io.dlt4j.config;

import io.dlt4j.api.config.ConfigField;
import io.dlt4j.api.config.ConfigField.Kind;
import io.dlt4j.api.config.ConfigSpec;
import io.dlt4j.api.config.CredentialSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table of a sample configuration file, made from a specification: what is required, to be filled in, and the rest as comments
 * with its default. Immutable.
 *
 * @param path the sections and the name of the table
 * @param comment what the table is, possibly empty
 * @param entries its keys, in the order of their declaration
 */
public record SampleTable(List<String> path, String comment, List<Entry> entries) {

    private static final String PLACEHOLDER = "\"<configure me>\"";

    /** Copies the lists. */
    public SampleTable {
        path = List.copyOf(path);
        entries = List.copyOf(entries);
    }

    /**
     * A key.
     *
     * @param name of the field
     * @param comment its description, possibly empty
     * @param value in TOML: the default, or an example
     * @param isRequired whether a user has to write a value
     */
    public record Entry(String name, String comment, String value, boolean isRequired) {

        static Entry of(ConfigField<?> field, boolean isRequired) {
            Optional<?> shown = field.kind() == Kind.SECRET ? Optional.empty() : field.defaultValue();
            String value = shown.map(SampleTable::toml).orElseGet(() -> example(field, isRequired));
            String choices = field.choices().isEmpty() ? "" : "One of " + String.join(", ", field.choices()) + ".";
            return new Entry(field.name(), (field.description() + " " + choices).strip(), value, isRequired);
        }

        String text(boolean active) {
            String about = comment.isEmpty() ? "" : "# " + comment + "\n";
            String line = key(name) + " = " + value;
            if (!active) {
                return about + "# " + line + "\n";
            }
            boolean evident = value.equals("true");
            return about + line + (evident ? "" : " # fill this in!") + "\n";
        }
    }

    /**
     * The tables of a specification, those within it after it. Of several forms of credentials it is the preferred one.
     *
     * @param path the sections where its fields are looked up
     */
    public static List<SampleTable> of(List<String> path, ConfigSpec spec) {
        List<SampleTable> tables = new ArrayList<>();
        collect(path, "", spec, true, tables);
        return tables;
    }

    private static void collect(
            List<String> path, String comment, ConfigSpec spec, boolean isNeeded, List<SampleTable> tables) {
        List<Entry> entries = new ArrayList<>();
        List<ConfigField<?>> embedding = new ArrayList<>();
        for (ConfigField<?> field : spec.fields()) {
            if (field.kind() == Kind.NESTED || field.kind() == Kind.CREDENTIALS) {
                embedding.add(field);
            } else if (field.isLookedUp()) {
                entries.add(Entry.of(field, isNeeded && isRequired(field) && canBeShown(field.kind())));
            }
        }
        if (!entries.isEmpty()) {
            tables.add(new SampleTable(path, comment, entries));
        }
        for (ConfigField<?> field : embedding) {
            Optional<ConfigSpec> inner =
                    field.nestedSpec().or(() -> field.credentials().map(CredentialSpec::fields));
            List<String> within =
                    Stream.concat(path.stream(), Stream.of(field.name())).toList();
            inner.filter(found -> field.isLookedUp())
                    .ifPresent(found ->
                            collect(within, field.description(), found, isNeeded && !field.isOptional(), tables));
        }
    }

    private static boolean isRequired(ConfigField<?> field) {
        return !field.isOptional() && field.defaultValue().isEmpty();
    }

    /** As in the reference, nothing is made up for these. */
    private static boolean canBeShown(Kind kind) {
        return kind != Kind.LIST && kind != Kind.MAP && kind != Kind.TABLE;
    }

    /** Those of the reference where a value is required; using one of the texts is warned about. */
    private static String example(ConfigField<?> field, boolean isRequired) {
        return switch (field.kind()) {
            case TEXT, SECRET, BYTES -> isRequired ? PLACEHOLDER : "\"\"";
            case BOOL -> "true";
            case INTEGER -> "0";
            case DECIMAL -> "1.0";
            case NUMBER -> "\"1.0\"";
            case TIMESTAMP -> "1768-07-21T02:56:07.000003Z";
            case DATE -> "1768-07-21";
            case TIME -> toml(field.name());
            case LIST -> "[]";
            case MAP, TABLE, NESTED, CREDENTIALS -> "{}";
        };
    }

    /** The header line. */
    String header() {
        return "[" + path.stream().map(SampleTable::key).collect(Collectors.joining(".")) + "]";
    }

    /** Header and keys, all of them as comments but for those that are {@code active}. */
    String text(List<Entry> active) {
        StringBuilder text = new StringBuilder();
        text.append(comment.isEmpty() ? "" : "# " + comment + "\n");
        text.append(active.isEmpty() ? "# " : "").append(header()).append('\n');
        entries.forEach(entry -> text.append(entry.text(active.contains(entry))));
        return text.toString();
    }

    private static String key(String name) {
        boolean bare = !name.isEmpty()
                && name.chars()
                        .allMatch(c -> c == '_'
                                || c == '-'
                                || c >= '0' && c <= '9'
                                || c >= 'a' && c <= 'z'
                                || c >= 'A' && c <= 'Z');
        return bare ? name : toml(name);
    }

    private static String toml(Object value) {
        if (value instanceof Boolean || value instanceof Long || value instanceof Double) {
            return value.toString();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(SampleTable::toml).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> key(String.valueOf(entry.getKey())) + " = " + toml(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return quoted(String.valueOf(value));
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ' || c == 0x7f) {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
