package io.dlt4j;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.schema.TableSchema;
import io.dlt4j.incremental.StatePath;
import io.dlt4j.pack.Live;
import io.dlt4j.pack.PipelineState;
import io.dlt4j.schema.DltSchema;
import io.dlt4j.schema.SystemTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** What a {@link DropRequest} means for the state and the schemas at hand. */
final class DropPlan {

    private static final String RESOURCES = "resources";
    private static final String PATTERN = "re:";

    private final DropRequest request;
    private final DltSchema schema;
    private final Set<String> resources = new TreeSet<>();
    private final Set<String> tables = new TreeSet<>();
    private final Set<String> states = new TreeSet<>();
    private final List<List<String>> paths = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    private DropPlan(DropRequest request, DltSchema schema) {
        this.request = request;
        this.schema = schema;
    }

    /** @throws DltException if there is no such schema, or a pattern or a path cannot be read */
    static DropPlan of(DropRequest request, Live live) {
        String name = request.schema().or(live.state()::defaultSchemaName).orElse("");
        DltSchema schema = live.schemas().get(name);
        if (schema == null) {
            throw new DltException(
                    PipelineError.PIPELINE_NOT_FOUND,
                    name.isEmpty() ? "The pipeline has no schema yet." : "The pipeline has no schema '" + name + "'.",
                    "It has: "
                            + (live.schemas().isEmpty()
                                    ? "none"
                                    : String.join(", ", live.schemas().keySet())) + ".");
        }
        DropPlan plan = new DropPlan(request, schema);
        plan.select(live.state());
        return plan;
    }

    private void select(PipelineState state) {
        Map<String, @Nullable Object> source = tree(state.sources().get(schema.name()));
        Set<String> known = new TreeSet<>(tree(source.get(RESOURCES)).keySet());
        Set<String> withState = Set.copyOf(known);
        roots().forEach(table -> known.add(resourceOf(table)));
        List<String> wanted = request.isAll() ? List.of(PATTERN + ".*") : request.resources();
        for (String text : wanted) {
            Predicate<String> matches = matcher(text);
            List<String> selected = known.stream().filter(matches).toList();
            if (selected.isEmpty()) {
                warnings.add("'" + text + "' selects no resource. There are: " + String.join(", ", known) + ".");
            }
            resources.addAll(selected);
        }
        if (!request.isStateOnly()) {
            roots().stream()
                    .filter(table -> resources.contains(resourceOf(table)))
                    .forEach(table -> schema.chain(table.name()).forEach(nested -> tables.add(nested.name())));
        }
        resources.stream().filter(withState::contains).forEach(states::add);
        for (String text : request.statePaths()) {
            List<List<String>> found = StatePath.parse(text).find(source, Set.of(RESOURCES));
            if (found.isEmpty()) {
                warnings.add("State path '" + text + "' selects nothing.");
            }
            paths.addAll(found);
        }
    }

    private List<TableSchema> roots() {
        return schema.tables().values().stream()
                .filter(table -> !table.isNested() && !SystemTables.isSystemName(table.name()))
                .toList();
    }

    private static String resourceOf(TableSchema table) {
        return table.resource().orElse(table.name());
    }

    private static Predicate<String> matcher(String text) {
        if (!text.startsWith(PATTERN)) {
            return text::equals;
        }
        try {
            return Pattern.compile(text.substring(PATTERN.length())).asMatchPredicate();
        } catch (PatternSyntaxException e) {
            throw new DltException(
                    PipelineError.PIPELINE_RESOURCES_INVALID,
                    "'" + text + "' is no regular expression: " + e.getDescription() + ".",
                    "Write the name of a resource, or re: and an expression that whole names match.",
                    e);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> tree(@Nullable Object value) {
        return value instanceof Map ? (Map<String, @Nullable Object>) value : Map.of();
    }

    boolean isEmpty() {
        return tables.isEmpty() && states.isEmpty() && paths.isEmpty();
    }

    String schemaName() {
        return schema.name();
    }

    /** The tables that the destination has to drop. */
    Set<String> tablesWithData() {
        Set<String> seen = new TreeSet<>(tables);
        seen.removeIf(table -> !requireNonNull(schema.tables().get(table)).hasSeenData());
        return seen;
    }

    /** The state and the schemas without what is dropped. */
    Live applied(Live live) {
        PipelineState state = live.state();
        for (String resource : states) {
            state = state.withoutSourceValue(List.of(schema.name(), RESOURCES, resource));
        }
        for (List<String> path : paths) {
            List<String> full = new ArrayList<>(List.of(schema.name()));
            full.addAll(path);
            state = state.withoutSourceValue(full);
        }
        return live.withState(state).withSchema(schema.withoutTables(tables));
    }

    DropInfo info(String pipelineName) {
        return new DropInfo(
                pipelineName,
                schema.name(),
                List.copyOf(resources),
                List.copyOf(tables),
                List.copyOf(tablesWithData()),
                List.copyOf(states),
                paths.stream().map(path -> String.join(".", path)).toList(),
                warnings);
    }
}
