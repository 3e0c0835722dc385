package io.dlt4j;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A row of a result. Immutable.
 *
 * @param columns the names, in order
 * @param values one a column: {@code String}, {@code Long}, {@code Double}, {@code Boolean}, {@code java.math.BigDecimal}, {@code
 *     java.time} values, {@code byte[]}, or {@code null}
 */
public record SqlRow(List<String> columns, List<@Nullable Object> values) {

    /** Copies the lists. */
    public SqlRow {
        columns = List.copyOf(columns);
        values = Collections.unmodifiableList(new ArrayList<>(values));
    }

    /**
     * The value of a column; empty for NULL.
     *
     * @throws IllegalArgumentException if there is no such column
     */
    public Optional<Object> value(String column) {
        int index = columns.indexOf(column);
        if (index < 0) {
            throw new IllegalArgumentException("no column '" + column + "' in the result, but " + columns);
        }
        return Optional.ofNullable(values.get(index));
    }

    /**
     * As {@link #value(String)}, of a known class.
     *
     * @throws IllegalArgumentException if there is no such column, or its value has another class
     */
    public <T> Optional<T> value(String column, Class<T> type) {
        Optional<Object> value = value(column);
        if (value.isPresent() && !type.isInstance(value.get())) {
            throw new IllegalArgumentException("column '" + column + "' has a "
                    + value.get().getClass().getSimpleName() + ", not a " + type.getSimpleName());
        }
        return value.map(type::cast);
    }

    /** The values by column, in order. */
    public Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int index = 0; index < columns.size(); index++) {
            map.put(columns.get(index), values.get(index));
        }
        return Collections.unmodifiableMap(map);
    }
}
