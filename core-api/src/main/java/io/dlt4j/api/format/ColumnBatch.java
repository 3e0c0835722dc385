package io.dlt4j.api.format;

import java.util.List;
import org.apiguardian.api.API;

/**
 * Rows as typed columns of equal length.
 *
 * <p>The class of a vector follows from the column's data type: {@code bigint}, {@code bool} (0 and 1), {@code timestamp}
 * (microseconds since 1970-01-01T00:00:00, UTC or local), {@code date} (days since 1970-01-01) and {@code time}
 * (microseconds since midnight) are {@link LongVector}; {@code double} is {@link DoubleVector}; {@code text}, {@code json}
 * (UTF-8) and {@code binary} are {@link BytesVector}; {@code decimal} and {@code wei} are {@link DecimalVector}.
 *
 * @param rows the number of rows
 * @param columns one vector a column, each of size {@code rows}
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record ColumnBatch(int rows, List<ColumnVector> columns) {

    /** Checks sizes and copies the list. */
    public ColumnBatch {
        columns = List.copyOf(columns);
        for (ColumnVector column : columns) {
            if (column.size() != rows) {
                throw new IllegalArgumentException("vector has " + column.size() + " rows, not " + rows);
            }
        }
    }
}
