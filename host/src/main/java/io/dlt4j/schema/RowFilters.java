package io.dlt4j.schema;

import io.dlt4j.api.schema.TableSchema;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The row filters of a schema, under {@code filters} of its tables: what is removed from rows that are flattened already. A
 * table's patterns also see the columns of tables nested in it, by their path from it; a column that one of {@code includes}
 * matches stays. Not thread-safe.
 */
public final class RowFilters {

    private final NamingConvention naming;
    private final Map<String, Patterns> byTable;
    private final Map<String, Map<String, Boolean>> decided = new HashMap<>();

    private record Patterns(List<SimpleRegex> excludes, List<SimpleRegex> includes) {

        boolean remove(String path) {
            return excludes.stream().anyMatch(pattern -> pattern.matches(path))
                    && includes.stream().noneMatch(pattern -> pattern.matches(path));
        }
    }

    private RowFilters(NamingConvention naming, Map<String, Patterns> byTable) {
        this.naming = naming;
        this.byTable = byTable;
    }

    /** The filters, if the schema has any that remove something. */
    public static Optional<RowFilters> of(DltSchema schema, NamingConvention naming) {
        Map<String, Patterns> found = new LinkedHashMap<>();
        for (TableSchema table : schema.tables().values()) {
            Map<String, @Nullable Object> filters = Trees.object(table.properties(), "filters");
            List<String> excludes = Trees.texts(filters, "excludes");
            if (!excludes.isEmpty()) {
                found.put(table.name(), new Patterns(compiled(excludes), compiled(Trees.texts(filters, "includes"))));
            }
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(new RowFilters(naming, found));
    }

    private static List<SimpleRegex> compiled(List<String> patterns) {
        return patterns.stream().map(SimpleRegex::new).toList();
    }

    /** Whether rows of the table lose that column. */
    public boolean removes(String table, String column) {
        return decided.computeIfAbsent(table, name -> new HashMap<>())
                .computeIfAbsent(column, name -> decide(table, column));
    }

    private boolean decide(String table, String column) {
        List<String> components = naming.breakPath(table);
        for (int length = components.size(); length > 0; length--) {
            Patterns patterns = byTable.get(path(components.subList(0, length), ""));
            if (patterns != null && patterns.remove(path(components.subList(length, components.size()), column))) {
                return true;
            }
        }
        return false;
    }

    private String path(List<String> components, String last) {
        String[] all = components.toArray(new String[components.size() + 1]);
        all[components.size()] = last;
        return naming.makePath(all);
    }
}
