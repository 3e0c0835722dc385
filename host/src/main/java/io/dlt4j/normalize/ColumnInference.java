package io.dlt4j.normalize;

import io.dlt4j.api.capability.Capabilities;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.DataType;
import io.dlt4j.schema.DltSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides which column a value goes to, and as what: finds or infers the column, coerces the value, and falls back to a
 * variant column where it does not fit.
 */
final class ColumnInference {

    private final DltSchema schema;
    private final Names names;
    private final Capabilities capabilities;
    private final int weiDigits;

    ColumnInference(DltSchema schema, Names names, Capabilities capabilities, int weiDigits) {
        this.schema = schema;
        this.names = names;
        this.capabilities = capabilities;
        this.weiDigits = weiDigits;
    }

    /** A value that found its column. */
    record Placed(Column column, Object value) {}

    /**
     * Places a value that is not null; {@code null} if the contract refuses the column that it would need.
     *
     * @throws io.dlt4j.api.error.DltException {@link NormalizeError#NORMALIZE_VALUE_MISFIT} if not even a variant takes it
     */
    @Nullable
    Placed place(TableBuffer table, String columnName, Object value) {
        DataType own = ValueTypes.typeOf(value);
        Column column = table.find(columnName);
        if (column == null) {
            return placeInNew(table, columnName, value, own);
        }
        Object fitting = coerce(column.type, own, value, column.timezone);
        return fitting == Coercion.FAILED ? placeInVariant(table, columnName, value, own) : new Placed(column, fitting);
    }

    /** As {@link Coercion#coerce}; wei of more digits than the destination has does not fit. */
    Object coerce(DataType type, DataType own, Object value, boolean timezone) {
        Object fitting = Coercion.coerce(type, own, value, timezone);
        return fitting instanceof Wei wei && !wei.fits(weiDigits) ? Coercion.FAILED : fitting;
    }

    private @Nullable Placed placeInNew(TableBuffer table, String columnName, Object value, DataType own) {
        Optional<ColumnSchema> hints = table.findIncomplete(columnName);
        DataType type = schema.settings().preferredType(columnName).orElseGet(() -> detected(own, value));
        ColumnSchema inferred = infer(columnName, type, hints, false);
        DataType actual = inferred.dataType().orElse(type);
        Object fitting = coerce(actual, own, value, inferred.hasTimezone());
        if (fitting == Coercion.FAILED) {
            return placeInVariant(table, columnName, value, own);
        }
        return add(table, inferred, false, fitting);
    }

    private static @Nullable Placed add(TableBuffer table, ColumnSchema column, boolean variant, Object value) {
        ContractGuard guard = table.guard;
        return guard == null || guard.admits(column.name(), variant) ? new Placed(table.add(column), value) : null;
    }

    private @Nullable Placed placeInVariant(TableBuffer table, String columnName, Object value, DataType own) {
        String variantName = variantName(columnName, own);
        Column variant = table.find(variantName);
        if (variant == null) {
            DataType type = detected(own, value);
            Object fitting = coerce(type, own, value, true);
            if (fitting == Coercion.FAILED) {
                throw Rejections.misfit(table.name, variantName, type, value);
            }
            return add(table, infer(variantName, type, Optional.empty(), true), true, fitting);
        }
        Object fitting = coerce(variant.type, own, value, variant.timezone);
        if (fitting == Coercion.FAILED) {
            throw Rejections.misfit(table.name, variantName, variant.type, value);
        }
        return new Placed(variant, fitting);
    }

    /** The column for values of type {@code own} that do not fit {@code columnName}. */
    String variantName(String columnName, DataType own) {
        return names.join(List.of(columnName, "v_" + own.text()));
    }

    private DataType detected(DataType own, Object value) {
        return Detections.detect(schema.settings().detections(), own, value).orElse(own);
    }

    /**
     * A column as it is first seen: type, nullability and default hints, overridden by the hints that were given for it.
     */
    ColumnSchema infer(String columnName, DataType type, Optional<ColumnSchema> given, boolean variant) {
        List<String> hints = new ArrayList<>(schema.settings().hintsFor(columnName));
        ColumnSchema.Builder column =
                ColumnSchema.builder(columnName).dataType(type).nullable(!hints.remove("not_null"));
        hints.forEach(hint -> column.property(hint, true));
        if (variant) {
            column.property("variant", true);
        }
        given.ifPresent(known -> known.properties().forEach(column::property));
        return fitted(column.build());
    }

    /** Drops a precision of time that is the destination's own, and limits one that is beyond it. */
    private ColumnSchema fitted(ColumnSchema column) {
        DataType type = column.dataType().orElseThrow();
        if (type != DataType.TIMESTAMP && type != DataType.TIME
                || column.precision().isEmpty()) {
            return column;
        }
        int precision = Math.min(column.precision().getAsInt(), capabilities.maxTimestampPrecision());
        return precision == capabilities.timestampPrecision()
                ? column.toBuilder().without("precision").build()
                : column.toBuilder().property("precision", (long) precision).build();
    }
}
