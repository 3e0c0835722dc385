package io.dlt4j.api.format;

import java.util.Arrays;
import org.apiguardian.api.API;

/** A vector of 64-bit integers; see {@link ColumnBatch} for the types that are stored so. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class LongVector extends ColumnVector {

    private long[] values = new long[0];

    /** Appends a value. */
    public void append(long value) {
        int row = nextRow();
        values[row] = value;
    }

    /** The value of a row that is not null. */
    public long value(int row) {
        return values[row];
    }

    /** The live array of values; those of null rows are undefined. */
    public long[] values() {
        return values;
    }

    @Override
    public long heapBytes() {
        return values.length * 8L + presentBytes();
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
    void fillNulls(int from, int to) {}
}
