package io.dlt4j.api.schema;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table with its hints, as dlt stores them.
 *
 * <p>Immutable. The order of {@link #properties} is that of the stored schema.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ColumnSchema {

    private final String name;
    private final Optional<DataType> dataType;
    private final boolean nullable;
    private final Map<String, @Nullable Object> properties;

    private ColumnSchema(Map<String, @Nullable Object> properties) {
        this.properties = Collections.unmodifiableMap(properties);
        this.name = (String) requireNonNull(properties.get("name"), "name is null");
        this.dataType = properties.get("data_type") instanceof String text ? DataType.find(text) : Optional.empty();
        this.nullable = !Boolean.FALSE.equals(properties.get("nullable"));
    }

    /** Starts a column of that name. */
    public static Builder builder(String name) {
        return new Builder().property("name", requireNonNull(name, "name is null"));
    }

    /** A nullable column of that name and type. */
    public static ColumnSchema of(String name, DataType type) {
        return builder(name).dataType(type).nullable(true).build();
    }

    /** Starts a copy. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.properties.putAll(properties);
        return builder;
    }

    /** The name, put through the naming convention. */
    public String name() {
        return name;
    }

    /** The type; empty for an <em>incomplete</em> column, which has hints but has not seen data. */
    public Optional<DataType> dataType() {
        return dataType;
    }

    /** Whether the column has a type. */
    public boolean isComplete() {
        return dataType.isPresent();
    }

    /** Whether the column may hold null. */
    public boolean isNullable() {
        return nullable;
    }

    /** The precision: digits of decimals, bits of integers, digits of a second, length of text. */
    public OptionalInt precision() {
        return number("precision");
    }

    /** The scale of decimals. */
    public OptionalInt scale() {
        return number("scale");
    }

    /** Whether a timestamp is a point in time ({@code true}, the default) or a local date and time. */
    public boolean hasTimezone() {
        return !Boolean.FALSE.equals(properties.get("timezone"));
    }

    /** Whether the boolean hint of that name, for example {@code primary_key}, is set. */
    public boolean isSet(String hint) {
        return Boolean.TRUE.equals(properties.get(hint));
    }

    /**
     * All properties, the name included, in stored order. Values are {@code String}, {@code Long}, {@code Double},
     * {@code Boolean}, {@code List}, {@code Map} of these, or {@code null}.
     */
    public Map<String, @Nullable Object> properties() {
        return properties;
    }

    private OptionalInt number(String key) {
        return properties.get(key) instanceof Number number ? OptionalInt.of(number.intValue()) : OptionalInt.empty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ColumnSchema that && that.properties.equals(properties);
    }

    @Override
    public int hashCode() {
        return properties.hashCode();
    }

    @Override
    public String toString() {
        return properties.toString();
    }

    /** Collects the properties of a {@link ColumnSchema}. Not thread-safe. */
    public static final class Builder {

        private final Map<String, @Nullable Object> properties = new LinkedHashMap<>();

        private Builder() {}

        /** Sets the type. */
        public Builder dataType(DataType type) {
            return property("data_type", type.text());
        }

        /** Says whether the column may hold null. */
        public Builder nullable(boolean value) {
            return property("nullable", value);
        }

        /** Sets the precision: digits of decimals, bits of integers, digits of a second, length of text. */
        public Builder precision(int value) {
            return property("precision", (long) value);
        }

        /** Sets the scale of decimals. */
        public Builder scale(int value) {
            return property("scale", (long) value);
        }

        /** Says whether a timestamp is a point in time; otherwise it is a local date and time. */
        public Builder timezone(boolean value) {
            return property("timezone", value);
        }

        /** Sets a property; one that was set keeps its place in the order. */
        public Builder property(String key, @Nullable Object value) {
            properties.put(requireNonNull(key, "key is null"), value);
            return this;
        }

        /** Removes a property. */
        public Builder without(String key) {
            properties.remove(key);
            return this;
        }

        /** The column. */
        public ColumnSchema build() {
            return new ColumnSchema(new LinkedHashMap<>(properties));
        }
    }
}
