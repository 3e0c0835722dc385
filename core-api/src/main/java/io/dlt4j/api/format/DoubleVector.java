package io.dlt4j.api.format;

import java.util.Arrays;
import org.apiguardian.api.API;

/** A vector of doubles. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class DoubleVector extends ColumnVector {

    private double[] values = new double[0];

    /** Appends a value. */
    public void append(double value) {
        int row = nextRow();
        values[row] = value;
    }

    /** The value of a row that is not null. */
    public double value(int row) {
        return values[row];
    }

    /** The live array of values; those of null rows are undefined. */
    public double[] values() {
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
