package io.dlt4j.normalize;

import io.dlt4j.api.capability.Capabilities;
import io.dlt4j.api.format.BytesVector;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.TableSchema;
import io.dlt4j.schema.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes the ids of root rows on the general path, where a row is at hand as a tree and as its columns. {@link RootIds} makes the
 * same ones on the fast path. Not thread-safe.
 */
final class ContentIds {

    /** Top-level keys that begin like this are not part of a row's content. */
    static final String SYSTEM_PREFIX = "_dlt";

    private final RowIds ids;
    private final String idColumn;
    private final Capabilities destination;
    private final Map<String, RowIdKind> kinds = new HashMap<>();
    private final BytesVector scratch = new BytesVector();

    ContentIds(RowIds ids, String idColumn, Capabilities destination) {
        this.ids = ids;
        this.idColumn = idColumn;
        this.destination = destination;
    }

    RowIdKind kind(TableBuffer table) {
        return kinds.computeIfAbsent(table.name, name -> RowIdKind.of(table, idColumn, destination));
    }

    /**
     * The id of a root row.
     *
     * @param item as it came
     * @param columns its flattened columns, values as they came
     */
    String of(TableBuffer table, Map<?, ?> item, Map<String, @Nullable Object> columns) {
        scratch.truncate(0);
        switch (kind(table)) {
            case KEY_HASH -> appendHash(key(table, columns));
            case ROW_HASH -> appendHash(content(item));
            default -> ids.appendRandom(scratch);
        }
        return scratch.text(0);
    }

    private void appendHash(Map<String, @Nullable Object> content) {
        byte[] json = CanonicalJson.sorted(content).getBytes(StandardCharsets.UTF_8);
        ids.appendHash(scratch, json, 0, json.length);
    }

    private static Map<String, @Nullable Object> key(TableBuffer table, Map<String, @Nullable Object> columns) {
        Map<String, @Nullable Object> key = new LinkedHashMap<>();
        for (String name : keyColumns(table)) {
            if (!columns.containsKey(name)) {
                throw Rejections.keyMissing(table.name, name);
            }
            key.put(name, columns.get(name));
        }
        return key;
    }

    /** The columns of the primary key as hints have them, with a type or not yet. */
    static List<String> keyColumns(TableBuffer table) {
        return table.stored()
                .map(TableSchema::columns)
                .map(columns -> columns.values().stream()
                        .filter(column -> column.isSet("primary_key"))
                        .map(ColumnSchema::name)
                        .toList())
                .orElse(List.of());
    }

    private static Map<String, @Nullable Object> content(Map<?, ?> item) {
        Map<String, @Nullable Object> content = new LinkedHashMap<>();
        item.forEach((key, value) -> {
            if (!((String) key).startsWith(SYSTEM_PREFIX)) {
                content.put((String) key, value);
            }
        });
        return content;
    }
}
