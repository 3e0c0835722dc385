package io.dlt4j.api.format;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.Arrays;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** A vector of decimals of any scale; the writer brings them to the column's. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class DecimalVector extends ColumnVector {

    private static final int BYTES_A_VALUE = 64;

    private @Nullable BigDecimal[] values = new BigDecimal[0];

    /** Appends a value. */
    public void append(BigDecimal value) {
        requireNonNull(value, "value is null");
        int row = nextRow();
        values[row] = value;
    }

    /** The value of a row that is not null. */
    public BigDecimal value(int row) {
        return requireNonNull(values[row], "row is null");
    }

    @Override
    public long heapBytes() {
        return (long) values.length * BYTES_A_VALUE + presentBytes();
    }

    @Override
    int capacity() {
        return values.length;
    }

    @Override
    void resize(int capacity) {
        values = Arrays.copyOf(values, capacity);
    }

    @Override
    void fillNulls(int from, int to) {
        Arrays.fill(values, from, to, null);
    }
}
