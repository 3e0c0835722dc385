package io.dlt4j;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.schema.TableSchema;
import io.dlt4j.pack.Live;
import io.dlt4j.pack.PipelineState;
import io.dlt4j.schema.DltSchema;
import io.dlt4j.schema.SystemTables;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Takes from state and schemas what a refresh wants gone, and remembers which tables of the destination that concerns: those
 * of all sources of a run together, also where several share a schema.
 */
final class RefreshPlan {

    private final Refresh mode;
    private final Map<String, Set<String>> tables = new TreeMap<>();

    RefreshPlan(Refresh mode) {
        this.mode = requireNonNull(mode, "mode is null");
    }

    /** The pipeline without what the source is to lose; as it was if the source was never extracted. */
    Live apply(Source source, String schemaName, Live live) {
        DltSchema schema = live.schemas().get(schemaName);
        if (schema == null) {
            return live;
        }
        Set<String> concerned = concerned(source, schema);
        Set<String> seen = tables.computeIfAbsent(schemaName, name -> new TreeSet<>());
        concerned.stream()
                .filter(table -> requireNonNull(schema.tables().get(table)).hasSeenData())
                .forEach(seen::add);
        Live result = live.withState(reset(source, schemaName, live.state()));
        return switch (mode) {
            case DROP_SOURCES -> result.withoutSchema(schemaName);
            case DROP_RESOURCES -> result.withSchema(schema.withoutTables(concerned));
            case DROP_DATA -> result;
        };
    }

    private Set<String> concerned(Source source, DltSchema schema) {
        Set<String> resources = source.resources().stream().map(Resource::name).collect(Collectors.toSet());
        Set<String> found = new TreeSet<>();
        for (TableSchema table : schema.tables().values()) {
            boolean root = !table.isNested() && !SystemTables.isSystemName(table.name());
            if (root
                    && (mode == Refresh.DROP_SOURCES
                            || table.resource().filter(resources::contains).isPresent())) {
                schema.chain(table.name()).forEach(nested -> found.add(nested.name()));
            }
        }
        return found;
    }

    private PipelineState reset(Source source, String schemaName, PipelineState state) {
        if (mode == Refresh.DROP_SOURCES) {
            return state.withoutSourceValue(List.of(schemaName));
        }
        PipelineState result = state;
        for (Resource resource : source.resources()) {
            result = result.withoutSourceValue(List.of(schemaName, "resources", resource.name()));
        }
        return result;
    }

    /** Whether there is anything to do in the destination. */
    boolean isEmpty() {
        return tables.values().stream().allMatch(Set::isEmpty);
    }

    /** By schema, the tables to drop, under the names that they have in the destination. */
    Map<String, Set<String>> dropped() {
        return mode == Refresh.DROP_DATA ? Map.of() : tables;
    }

    /** By schema, the tables to empty. */
    Map<String, Set<String>> truncated() {
        return mode == Refresh.DROP_DATA ? tables : Map.of();
    }
}
