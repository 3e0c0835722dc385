package io.dlt4j.normalize;

import io.dlt4j.api.format.ColumnVector;
import io.dlt4j.api.format.DecimalVector;
import io.dlt4j.api.format.DoubleVector;
import io.dlt4j.api.format.LongVector;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.DataType;
import io.dlt4j.schema.PythonFloats;

/** The text of numbers and times in text files, as the reference writes it. */
final class CellText {

    private static final int AFTER_DATE = 10;

    private CellText() {}

    /** Whether the text is a number's, which needs no quotes; {@code True} and {@code False} count as such. */
    static boolean isNumber(DataType type) {
        return switch (type) {
            case BIGINT, DOUBLE, BOOL, DECIMAL, WEI -> true;
            default -> false;
        };
    }

    /**
     * Appends the text of a value of any type but those that are bytes, in ASCII.
     *
     * @param between what stands between the date and the time of a timestamp
     */
    static void append(StringBuilder out, ColumnSchema column, ColumnVector vector, int row, char between) {
        if (vector instanceof DoubleVector doubles) {
            out.append(PythonFloats.repr(doubles.value(row)));
        } else if (vector instanceof DecimalVector decimals) {
            out.append(decimals.value(row));
        } else if (vector instanceof LongVector longs) {
            append(out, column, longs.value(row), between);
        } else {
            throw new IllegalArgumentException("column " + column.name() + " holds bytes");
        }
    }

    private static void append(StringBuilder out, ColumnSchema column, long value, char between) {
        switch (column.dataType().orElseThrow()) {
            case BOOL -> out.append(value != 0 ? "True" : "False");
            case DATE -> IsoText.appendDate(out, value);
            case TIME -> IsoText.appendTime(out, value);
            case TIMESTAMP -> {
                int start = out.length();
                IsoText.appendTimestamp(out, value, column.hasTimezone(), 0);
                out.setCharAt(start + AFTER_DATE, between);
            }
            default -> out.append(value);
        }
    }
}
