package io.dlt4j.api.format;

import java.util.Arrays;
import org.apiguardian.api.API;

/**
 * The values of one column, some of which may be null. Grows by appending, shrinks by {@link #truncate}.
 *
 * <p>Not thread-safe. The arrays that subclasses hand out are the live ones: longer than {@link #size}, replaced when the
 * vector grows, not to be changed by readers.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public abstract class ColumnVector {

    static final int INITIAL_ROWS = 64;

    private long[] present = new long[1];
    private int size;
    private int nulls;

    ColumnVector() {}

    /** The number of rows. */
    public final int size() {
        return size;
    }

    /** The number of rows that are null. */
    public final int nullCount() {
        return nulls;
    }

    /** Whether the value of {@code row} is null. */
    public final boolean isNull(int row) {
        return (present[row >> 6] & (1L << row)) == 0;
    }

    /** Appends nulls until there are {@code rows} rows. */
    public final void padTo(int rows) {
        if (rows > size) {
            ensure(rows);
            fillNulls(size, rows);
            nulls += rows - size;
            size = rows;
        }
    }

    /** Drops all rows from {@code rows} on. Does nothing if there are not more. */
    public final void truncate(int rows) {
        for (int row = rows; row < size; row++) {
            long bit = 1L << row;
            if ((present[row >> 6] & bit) == 0) {
                nulls--;
            } else {
                present[row >> 6] &= ~bit;
            }
        }
        if (rows < size) {
            size = rows;
        }
    }

    /** The bytes of heap that this vector holds. */
    public abstract long heapBytes();

    final long presentBytes() {
        return present.length * 8L;
    }

    /** Makes room for one more row and marks it present; returns its index. */
    final int nextRow() {
        int row = size;
        if (row >= capacity() || (row >> 6) >= present.length) {
            ensure(row + 1);
        }
        present[row >> 6] |= 1L << row;
        size = row + 1;
        return row;
    }

    abstract int capacity();

    abstract void resize(int capacity);

    abstract void fillNulls(int from, int to);

    private void ensure(int rows) {
        int words = (rows + 63) >> 6;
        if (words > present.length) {
            present = Arrays.copyOf(present, Math.max(words, present.length * 2));
        }
        if (rows > capacity()) {
            resize(Math.max(rows, Math.max(INITIAL_ROWS, capacity() + (capacity() >> 1))));
        }
    }
}
