package io.dlt4j.cli;

import io.dlt4j.Destination;
import io.dlt4j.DestinationInfo;
import io.dlt4j.DestinationType;
import io.dlt4j.Destinations;
import io.dlt4j.api.config.ConfigField;
import io.dlt4j.api.config.ConfigField.Kind;
import io.dlt4j.api.config.ConfigSpec;
import io.dlt4j.api.config.CredentialSpec;
import io.dlt4j.config.CapabilityOverrides;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The commands about destinations, none of which needs a pipeline. */
final class DestinationCommands {

    private final Invocation call;
    private final Output output;

    DestinationCommands(Invocation call) {
        this.call = call;
        this.output = call.output();
    }

    void list() {
        try (Destinations destinations = open()) {
            List<DestinationType> types = destinations.types();
            if (output.isJson()) {
                output.document().startArray("destinations");
                types.forEach(type -> output.document().value(fields(type)));
                output.document().endArray();
                return;
            }
            int width =
                    types.stream().mapToInt(type -> type.type().length()).max().orElse(0);
            for (DestinationType type : types) {
                output.line(type.type()
                        + " ".repeat(width - type.type().length() + 2)
                        + type.problem().orElseGet(() -> type.location().orElse("")));
            }
        }
    }

    private static Map<String, @Nullable Object> fields(DestinationType type) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("type", type.type());
        fields.put("installed", type.isInstalled());
        fields.put("plugin", type.location());
        fields.put("problem", type.problem());
        return fields;
    }

    void describe() {
        Destination destination = Destination.from(operand());
        try (Destinations destinations = open()) {
            DestinationInfo info = destinations.inspect(destination);
            Optional<DestinationType> type = destinations.types().stream()
                    .filter(known -> known.type().equals(info.type()))
                    .findFirst();
            Optional<String> problem = type.flatMap(DestinationType::problem);
            List<Field> fields = problem.isPresent() ? List.of() : fields("", "", destinations.configSpec(destination));
            if (output.isJson()) {
                describe(info, type, fields);
                return;
            }
            output.line(info.description());
            output.line("plugin: "
                    + problem.orElseGet(
                            () -> type.flatMap(DestinationType::location).orElse("")));
            printFields(info, fields, problem.isPresent());
            printCapabilities(info);
        }
    }

    private void describe(DestinationInfo info, Optional<DestinationType> type, List<Field> fields) {
        List<Map<String, @Nullable Object>> described = new ArrayList<>();
        fields.forEach(field -> described.add(field.object()));
        output.document()
                .field("type", info.type())
                .field("canonical_type", info.canonicalType())
                .field("name", info.name())
                .field("configured_name", info.configuredName())
                .field("plugin", type.flatMap(DestinationType::location))
                .field("problem", type.flatMap(DestinationType::problem))
                .field("configuration", described)
                .field("capabilities", CapabilityOverrides.values(info.capabilities()));
    }

    private void printFields(DestinationInfo info, List<Field> fields, boolean missing) {
        output.line("");
        if (missing) {
            output.line("Its plugin tells how it is configured, and is not there.");
            return;
        }
        output.line("Configuration, in [destination." + info.name() + "] or as DESTINATION__"
                + info.name().toUpperCase(Locale.ROOT) + "__<FIELD>:");
        int width =
                fields.stream().mapToInt(field -> field.key().length()).max().orElse(0);
        for (Field field : fields) {
            output.line("  " + field.key() + " ".repeat(width - field.key().length() + 2) + field.text());
        }
    }

    private void printCapabilities(DestinationInfo info) {
        output.line("");
        output.line("Capabilities:");
        Map<String, Object> values = new TreeMap<>(CapabilityOverrides.values(info.capabilities()));
        // What they follow is among the fields above.
        values.keySet().removeAll(List.of("type", "configured"));
        int width = values.keySet().stream().mapToInt(String::length).max().orElse(0);
        values.forEach((key, value) -> output.line("  " + key + " ".repeat(width - key.length() + 2) + shown(value)));
    }

    private static String shown(Object value) {
        if (value instanceof List<?> elements) {
            return elements.isEmpty()
                    ? "none"
                    : String.join(", ", elements.stream().map(String::valueOf).toList());
        }
        return String.valueOf(value);
    }

    /**
     * A field of a configuration.
     *
     * @param key with the names of those around it
     * @param form the one of several forms of credentials that it belongs to, {@code ""} if there is one
     */
    private record Field(String key, ConfigField<?> field, String form) {

        boolean isSecret() {
            return field.kind() == Kind.SECRET;
        }

        boolean isRequired() {
            return !field.isOptional() && field.defaultValue().isEmpty();
        }

        String text() {
            String state = isRequired()
                    ? "required" + (form.isEmpty() ? "" : " for " + form)
                    : field.defaultValue().map(value -> "default " + value).orElse("optional");
            String secret = isSecret() ? ", secret" : "";
            return state + secret + (field.description().isEmpty() ? "" : ": " + field.description());
        }

        Map<String, @Nullable Object> object() {
            Map<String, @Nullable Object> object = new LinkedHashMap<>();
            object.put("field", key);
            object.put("type", field.kind().name().toLowerCase(Locale.ROOT));
            object.put("required", isRequired());
            object.put("form", form.isEmpty() ? null : form);
            object.put("secret", isSecret());
            object.put("default", field.defaultValue().map(String::valueOf));
            object.put("description", field.description());
            return object;
        }
    }

    private static List<Field> fields(String prefix, String form, ConfigSpec spec) {
        Map<String, Field> fields = new LinkedHashMap<>();
        for (ConfigField<?> field : spec.fields()) {
            if (field.isLookedUp()) {
                String key = prefix + field.name();
                fields.put(key, new Field(key, field, form));
                List<CredentialSpec> forms = field.alternatives();
                Stream<Field> within = Stream.concat(
                        field.nestedSpec().stream().flatMap(inner -> fields(key + ".", form, inner).stream()),
                        forms.stream()
                                .map(CredentialSpec::fields)
                                .flatMap(inner ->
                                        fields(key + ".", forms.size() > 1 ? inner.name() : form, inner).stream()));
                // A field of several forms belongs to none of them.
                within.forEach(inner ->
                        fields.merge(inner.key(), inner, (one, other) -> new Field(one.key(), one.field(), "")));
            }
        }
        return List.copyOf(fields.values());
    }

    void check() {
        Optional<String> name = call.arguments().find(Option.DESTINATION_NAME);
        Destination plain = Destination.from(operand());
        Destination destination = name.map(plain::named).orElse(plain);
        try (Destinations all = open()) {
            Destinations seen =
                    call.arguments().find(Option.PIPELINE).map(all::forPipeline).orElse(all);
            if (output.isJson()) {
                output.document().field("destination", operand()).startArray("passed");
            }
            seen.check(destination, call.arguments().find(Option.DATASET), this::passed);
            if (output.isJson()) {
                output.document().endArray();
            } else {
                output.line("A load can go there.");
            }
        }
    }

    private void passed(String step) {
        if (output.isJson()) {
            output.document().value(step);
        } else {
            output.line("ok  " + step);
        }
    }

    private String operand() {
        return call.arguments().operands().get(0);
    }

    private Destinations open() {
        return Destinations.of(
                call.around().environment(),
                call.projectDir(),
                call.arguments().find(Option.PLUGINS_DIR).map(call::path));
    }
}
