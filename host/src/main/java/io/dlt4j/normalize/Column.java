package io.dlt4j.normalize;

import io.dlt4j.api.format.BytesVector;
import io.dlt4j.api.format.ColumnVector;
import io.dlt4j.api.format.DecimalVector;
import io.dlt4j.api.format.DoubleVector;
import io.dlt4j.api.format.LongVector;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.DataType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;

/** A complete column of a table under construction, with the values collected so far. */
final class Column {

    final ColumnSchema schema;
    final DataType type;
    final boolean timezone;
    final boolean nullable;
    final ColumnVector vector;

    /** The number of the row that last assigned this column, so that a second assignment is noticed. */
    long assignedRow;

    Column(ColumnSchema schema, String table, VectorPool pool) {
        this.schema = schema;
        this.type = schema.dataType().orElseThrow();
        this.timezone = schema.hasTimezone();
        this.nullable = schema.isNullable();
        this.vector = pool.take(table, schema.name(), type);
    }

    String name() {
        return schema.name();
    }

    LongVector longs() {
        return (LongVector) vector;
    }

    DoubleVector doubles() {
        return (DoubleVector) vector;
    }

    BytesVector bytes() {
        return (BytesVector) vector;
    }

    /** Sets the value of a row; {@code value} has the class that {@link Coercion} gives for this column's type. */
    void set(int row, Object value) {
        vector.padTo(row);
        switch (type) {
            case BIGINT -> longs().append((Long) value);
            case BOOL -> longs().append((Boolean) value ? 1 : 0);
            case TIMESTAMP -> longs().append(((Timestamp) value).micros());
            case DATE -> longs().append(((LocalDate) value).toEpochDay());
            case TIME -> longs().append(((LocalTime) value).toNanoOfDay() / 1000);
            case DOUBLE -> setDouble((Double) value);
            case DECIMAL -> ((DecimalVector) vector).append((BigDecimal) value);
            case WEI -> ((DecimalVector) vector).append(((Wei) value).value());
            case TEXT -> bytes().append((String) value);
            case JSON -> bytes().append(JsonText.compact(value));
            default -> setBinary(value);
        }
    }

    private void setDouble(double value) {
        if (!Double.isNaN(value) && !Double.isInfinite(value)) {
            doubles().append(value);
        }
    }

    private void setBinary(Object value) {
        byte[] content = value instanceof HexBytes hex ? hex.bytes() : (byte[]) value;
        bytes().append(content, 0, content.length);
    }
}
