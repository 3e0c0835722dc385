package io.dlt4j.api.schema;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A table of a schema: its columns in order, its place in a chain of nested tables, and its hints.
 *
 * <p>Immutable. The order of columns is the order of creation in the destination.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class TableSchema {

    private final String name;
    private final Map<String, @Nullable Object> properties;
    private final Map<String, ColumnSchema> columns;

    private TableSchema(String name, Map<String, @Nullable Object> properties, Map<String, ColumnSchema> columns) {
        this.name = name;
        this.properties = Collections.unmodifiableMap(properties);
        this.columns = Collections.unmodifiableMap(columns);
    }

    /** Starts a table of that name. */
    public static Builder builder(String name) {
        return new Builder(name);
    }

    /** Starts a copy. */
    public Builder toBuilder() {
        Builder builder = new Builder(name);
        builder.properties.putAll(properties);
        builder.columns.putAll(columns);
        return builder;
    }

    /** The name, put through the naming convention. */
    public String name() {
        return name;
    }

    /** The table that this one is nested in; empty for a root table. */
    public Optional<String> parent() {
        return text("parent").filter(value -> !value.isEmpty());
    }

    /** Whether this table holds the elements of lists of another one. */
    public boolean isNested() {
        return parent().isPresent();
    }

    /** The resource that a root table comes from. */
    public Optional<String> resource() {
        return text("resource");
    }

    /** The write disposition that the table itself declares; nested tables inherit their root's. */
    public Optional<WriteDisposition> writeDisposition() {
        return text("write_disposition").flatMap(WriteDisposition::find);
    }

    /** Whether rows have ever been normalized for this table. */
    public boolean hasSeenData() {
        return properties.get("x-normalizer") instanceof Map<?, ?> marks && Boolean.TRUE.equals(marks.get("seen-data"));
    }

    /** The columns by name, in order. */
    public Map<String, ColumnSchema> columns() {
        return columns;
    }

    /** The column of that name. */
    public Optional<ColumnSchema> column(String columnName) {
        return Optional.ofNullable(columns.get(columnName));
    }

    /** The first column with the boolean hint {@code hint}. */
    public Optional<ColumnSchema> columnWith(String hint) {
        return columns.values().stream().filter(column -> column.isSet(hint)).findFirst();
    }

    /**
     * All properties but name and columns, in stored order; values as in {@link ColumnSchema#properties}.
     */
    public Map<String, @Nullable Object> properties() {
        return properties;
    }

    /** The property {@code key} if it is a text. */
    public Optional<String> text(String key) {
        return properties.get(key) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TableSchema that
                && that.name.equals(name)
                && that.properties.equals(properties)
                && that.columns.equals(columns);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name + columns.keySet();
    }

    /** Collects a {@link TableSchema}. Not thread-safe. */
    public static final class Builder {

        private final String name;
        private final Map<String, @Nullable Object> properties = new LinkedHashMap<>();
        private final Map<String, ColumnSchema> columns = new LinkedHashMap<>();

        private Builder(String name) {
            this.name = requireNonNull(name, "name is null");
        }

        /** Sets a property of the table; one that was set keeps its place in the order. */
        public Builder property(String key, @Nullable Object value) {
            properties.put(requireNonNull(key, "key is null"), value);
            return this;
        }

        /** Removes a property. */
        public Builder without(String key) {
            properties.remove(key);
            return this;
        }

        /** Adds a column at the end, or replaces the one of that name in its place. */
        public Builder column(ColumnSchema column) {
            columns.put(column.name(), column);
            return this;
        }

        /** Adds columns in their order. */
        public Builder columns(Collection<ColumnSchema> all) {
            all.forEach(this::column);
            return this;
        }

        /** Removes a column. */
        public Builder withoutColumn(String columnName) {
            columns.remove(columnName);
            return this;
        }

        /** The table. */
        public TableSchema build() {
            return new TableSchema(name, new LinkedHashMap<>(properties), new LinkedHashMap<>(columns));
        }
    }
}
