package io.dlt4j.schema;

import io.dlt4j.api.schema.ColumnSchema;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which values of column properties count as not set, and which properties belong to several columns together. */
final class ColumnDefaults {

    /** Properties that the columns of a table carry as a set and that are replaced as a set. */
    static final Set<String> COMPOUND = Set.of("partition", "cluster", "primary_key", "merge_key", "incremental");

    private ColumnDefaults() {}

    static boolean isDefault(String property, @Nullable Object value) {
        return switch (property) {
            case "name" -> false;
            case "nullable", "timezone" -> value == null || Boolean.TRUE.equals(value);
            // an explicit null says that NULL marks the active record
            case "x-active-record-timestamp" -> false;
            default -> value == null || Boolean.FALSE.equals(value);
        };
    }

    /** {@code first} with what {@code second} says beyond defaults: two columns whose names became one. */
    static ColumnSchema merge(ColumnSchema first, ColumnSchema second) {
        ColumnSchema.Builder merged = first.toBuilder();
        second.properties().forEach((property, value) -> {
            if (!isDefault(property, value)) {
                merged.property(property, value);
            }
        });
        return merged.build();
    }
}
