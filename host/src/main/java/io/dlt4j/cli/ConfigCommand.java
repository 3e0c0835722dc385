package io.dlt4j.cli;

import io.dlt4j.Destination;
import io.dlt4j.Destinations;
import io.dlt4j.api.config.ConfigField;
import io.dlt4j.api.config.ConfigSpec;
import io.dlt4j.api.error.DltException;
import io.dlt4j.config.Config;
import io.dlt4j.config.FieldOrigin;
import io.dlt4j.config.LoadConfig;
import io.dlt4j.config.RunContext;
import io.dlt4j.config.TriedKey;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows where configuration comes from. Nothing is connected; no secret is shown. */
final class ConfigCommand {

    private static final String DESTINATION = "destination";
    private static final String LOAD = "load";

    /** A file of values that anybody may see. */
    private static final String PUBLIC_PROVIDER = "config.toml";

    private final Invocation call;
    private final Output output;
    private final String key;
    private final Config config;

    ConfigCommand(Invocation call) {
        this.call = call;
        this.output = call.output();
        this.key = call.arguments().operands().get(0);
        Map<String, String> environment = call.around().environment();
        RunContext context = RunContext.of(environment, call.projectDir());
        this.config = Config.of(context, environment, call.arguments().find(Option.PIPELINE));
    }

    void explain() {
        List<String> path = List.of(key.split("\\.", -1));
        if (path.stream().anyMatch(String::isBlank)) {
            throw new DltException(
                    CliError.CLI_USAGE,
                    "'" + key + "' is no key: a part of it is empty.",
                    "Write the sections and the field with dots between them, for example load.workers.");
        }
        if (path.get(0).equals(DESTINATION) && path.size() > 1) {
            explainDestination(path);
        } else if (path.get(0).equals(LOAD)
                && path.size() == 2
                && LoadConfig.SPEC.find(path.get(1)).isPresent()) {
            print("", matching(config.explain(LoadConfig.SPEC, List.of(LOAD), Map.of()), path.get(1)));
        } else {
            print("", List.of(undeclared(path)));
        }
    }

    private void explainDestination(List<String> path) {
        Optional<Path> plugins = call.arguments().find(Option.PLUGINS_DIR).map(call::path);
        try (Destinations destinations = Destinations.of(call.around().environment(), call.projectDir(), plugins)) {
            ConfigSpec spec = destinations.configSpec(Destination.from(path.get(1)));
            List<FieldOrigin> origins = config.explain(spec, path.subList(0, 2), Map.of());
            String field = String.join(".", path.subList(2, path.size()));
            print(spec.name(), matching(origins, field));
        }
    }

    /** The field of that name and those within it, or all of them if there is no name. */
    private List<FieldOrigin> matching(List<FieldOrigin> origins, String field) {
        List<FieldOrigin> matching = origins.stream()
                .filter(origin -> field.isEmpty()
                        || origin.field().equals(field)
                        || origin.field().startsWith(field + "."))
                .toList();
        if (matching.isEmpty()) {
            List<String> known = origins.stream().map(FieldOrigin::field).toList();
            throw new DltException(
                    CliError.CLI_NOT_FOUND,
                    "'" + key + "' is no field of this configuration.",
                    Nearest.suggestion(field, known) + "There are: " + String.join(", ", known) + ".");
        }
        return matching;
    }

    /** What no declaration says the type of may be a secret, unless it is where secrets must not be. */
    private FieldOrigin undeclared(List<String> path) {
        String name = path.get(path.size() - 1);
        String[] sections = path.subList(0, path.size() - 1).toArray(String[]::new);
        FieldOrigin origin = config.explain(ConfigField.text(name), sections);
        boolean hidden = origin.key()
                .filter(found -> !found.provider().equals(PUBLIC_PROVIDER))
                .isPresent();
        return hidden
                ? new FieldOrigin(
                        origin.field(),
                        Optional.of("*** (undeclared, may be a secret)"),
                        origin.source(),
                        origin.key(),
                        origin.tried())
                : origin;
    }

    private void print(String specName, List<FieldOrigin> origins) {
        if (output.isJson()) {
            printJson(specName, origins);
            return;
        }
        if (!specName.isEmpty()) {
            output.line(key + " (" + specName + ")");
        }
        for (FieldOrigin origin : origins) {
            output.line((specName.isEmpty() ? "" : "  ") + origin.field() + " = "
                    + origin.value().map(CellText::printable).orElse("(not set)"));
            output.line("      from  " + source(origin));
            origin.tried().stream()
                    .filter(tried -> !origin.key().equals(Optional.of(tried)))
                    .forEach(tried -> output.line("      tried " + place(tried)));
        }
    }

    private static String source(FieldOrigin origin) {
        return switch (origin.source()) {
            case PROVIDER -> origin.key().map(ConfigCommand::place).orElse("a provider");
            case EXPLICIT -> "the command line or code";
            case DEFAULT -> "its default";
            case DERIVED -> "other fields, or this machine's identity";
            case FIELDS -> "the fields below";
            case NONE -> "nowhere";
        };
    }

    private static String place(TriedKey tried) {
        return tried.provider() + ": " + tried.key();
    }

    private void printJson(String specName, List<FieldOrigin> origins) {
        JsonDocument document = output.document();
        document.field("key", key)
                .field("pipeline_name", call.arguments().find(Option.PIPELINE))
                .field("configuration", specName.isEmpty() ? null : specName)
                .startArray("fields");
        for (FieldOrigin origin : origins) {
            Map<String, @Nullable Object> field = new LinkedHashMap<>();
            field.put("field", origin.field());
            field.put("value", origin.value());
            field.put("source", origin.source().name().toLowerCase(java.util.Locale.ROOT));
            field.put("provider", origin.key().map(TriedKey::provider));
            field.put("key", origin.key().map(TriedKey::key));
            field.put(
                    "tried", origin.tried().stream().map(ConfigCommand::object).toList());
            document.value(field);
        }
        document.endArray();
    }

    private static Map<String, String> object(TriedKey tried) {
        Map<String, String> object = new LinkedHashMap<>();
        object.put("provider", tried.provider());
        object.put("key", tried.key());
        return object;
    }
}
