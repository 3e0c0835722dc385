package io.dlt4j.format.parquet;

import io.dlt4j.api.format.BytesVector;
import java.io.IOException;
import java.util.Arrays;

/**
 * The distinct values of a column chunk and, for each of its rows that has a value, the index of that value.
 *
 * <p>Gives up as soon as more than half of the values are new, so that a column of unique values costs a thousand
 * look-ups. Entries stay where they are, in the data of the vector, which must not change until they are written.
 */
final class ByteArrayDictionary {

    private static final int MAX_ENTRIES = 1 << 14;
    private static final int MAX_ENTRY_BYTES = 1 << 20;

    /** How many values are looked up before the first decision. */
    private static final int TRIAL = 1024;

    /** Values made to collide are written as they are, rather than compared with each other. */
    private static final int MAX_PROBES = 64;

    private static final int SHORT_VALUE = 16;
    private static final int GOLDEN_RATIO = 0x9E37_79B9;

    private byte[] data = new byte[0];
    private int[] slots = new int[0];
    private int[] hashes = new int[0];
    private int[] starts = new int[0];
    private int[] ends = new int[0];
    private int[] indices = new int[0];
    private int shift;
    private int entries;
    private int entryBytes;
    private int count;

    /** Looks at rows {@code from} to before {@code to}; returns whether a dictionary pays. */
    boolean build(BytesVector vector, int from, int to) {
        data = vector.data();
        entries = 0;
        entryBytes = 0;
        count = 0;
        if (vector.nullCount() == vector.size()) {
            return false;
        }
        prepare(to - from);
        if (isConstant(vector, from, to)) {
            count = to - from;
            return add(0, 0, vector.startOf(from), vector.ends()[from]) == 0;
        }
        return scan(vector, from, to) && entries <= count / 2;
    }

    int entries() {
        return entries;
    }

    /** The bytes that {@link #writeEntries} takes. */
    int entriesSize() {
        return entryBytes + entries * Integer.BYTES;
    }

    /** Writes the entries in PLAIN encoding. */
    void writeEntries(FileOutput out) throws IOException {
        for (int entry = 0; entry < entries; entry++) {
            out.putByteArray(data, starts[entry], ends[entry] - starts[entry]);
        }
    }

    /** The bytes that {@link #writeIndices} takes. */
    int indicesSize() {
        return entries == 1
                ? 2 + FileOutput.varintSize(count << 1)
                : 1 + FileOutput.varintSize(groups() << 1) + groups() * width();
    }

    /** Writes the width of an index, then all indices as one run. */
    void writeIndices(FileOutput out) throws IOException {
        out.putByte(width());
        if (entries == 1) {
            out.putVarint(count << 1);
            out.putByte(0);
        } else {
            out.putVarint(groups() << 1 | 1);
            Arrays.fill(indices, count, groups() * 8, 0);
            out.putPacked(indices, groups(), width());
        }
    }

    private boolean isConstant(BytesVector vector, int from, int to) {
        if (vector.nullCount() > 0 || to - from < 2) {
            return false;
        }
        int start = vector.startOf(from);
        int length = vector.ends()[from] - start;
        for (int row = from + 1; row < to; row += PageWriter.STEP) {
            if (!isConstant(vector.ends(), row, Math.min(to, row + PageWriter.STEP), length)) {
                return false;
            }
        }
        return true;
    }

    /** Whether rows equal the one before: they do if their data equal the data that begin one value earlier. */
    private boolean isConstant(int[] rowEnds, int from, int to, int length) {
        int start = rowEnds[from - 1];
        int end = start;
        for (int row = from; row < to; row++) {
            end += length;
            if (rowEnds[row] != end) {
                return false;
            }
        }
        return Arrays.equals(data, start - length, end - length, data, start, end);
    }

    private boolean scan(BytesVector vector, int from, int to) {
        for (int row = from; row < to; row += PageWriter.STEP) {
            if (!scanStep(vector, row, Math.min(to, row + PageWriter.STEP))) {
                return false;
            }
        }
        return true;
    }

    private boolean scanStep(BytesVector vector, int from, int to) {
        int[] rowEnds = vector.ends();
        boolean nulls = vector.nullCount() > 0;
        int start = vector.startOf(from);
        for (int row = from; row < to; row++) {
            int end = rowEnds[row];
            if (!nulls || !vector.isNull(row)) {
                int entry = find(start, end);
                if (entry < 0) {
                    return false;
                }
                indices[count++] = entry;
            }
            start = end;
        }
        return count < TRIAL || entries <= count / 2;
    }

    private int find(int start, int end) {
        int hash = hash(data, start, end);
        int slot = hash * GOLDEN_RATIO >>> shift;
        for (int probe = 0; probe < MAX_PROBES; probe++) {
            int entry = slots[slot] - 1;
            if (entry < 0) {
                return add(slot, hash, start, end);
            }
            if (hashes[entry] == hash && isEqual(entry, start, end)) {
                return entry;
            }
            slot = slot + 1 & -1 >>> shift;
        }
        return -1;
    }

    /** Most values are short: a loop is compiled sooner than what {@code Arrays.equals} calls, and is as fast then. */
    private boolean isEqual(int entry, int start, int end) {
        int other = starts[entry];
        if (end - start > SHORT_VALUE) {
            return Arrays.equals(data, other, ends[entry], data, start, end);
        }
        if (end - start != ends[entry] - other) {
            return false;
        }
        for (int index = start; index < end; index++) {
            if (data[index] != data[other++]) {
                return false;
            }
        }
        return true;
    }

    private int add(int slot, int hash, int start, int end) {
        if (entries == starts.length || end - start > MAX_ENTRY_BYTES - entryBytes) {
            return -1;
        }
        int entry = entries++;
        entryBytes += end - start;
        hashes[entry] = hash;
        starts[entry] = start;
        ends[entry] = end;
        slots[slot] = entry + 1;
        return entry;
    }

    /** The polynomial of {@link String#hashCode}, four bytes at a time, as each step waits for the one before. */
    private static int hash(byte[] data, int start, int end) {
        int hash = end - start;
        int index = start;
        while (index + 3 < end) {
            hash = hash * (31 * 31 * 31 * 31)
                    + data[index] * (31 * 31 * 31)
                    + data[index + 1] * (31 * 31)
                    + data[index + 2] * 31
                    + data[index + 3];
            index += 4;
        }
        while (index < end) {
            hash = hash * 31 + data[index++];
        }
        return hash;
    }

    private void prepare(int rows) {
        int capacity = Math.min(MAX_ENTRIES, rows);
        if (starts.length < capacity) {
            hashes = new int[capacity];
            starts = new int[capacity];
            ends = new int[capacity];
        }
        // twice as many slots as entries, or more
        shift = Integer.numberOfLeadingZeros(capacity - 1) - 1;
        int slotCount = (-1 >>> shift) + 1;
        if (slots.length < slotCount) {
            slots = new int[slotCount];
        } else {
            Arrays.fill(slots, 0, slotCount, 0);
        }
        if (indices.length < rows) {
            indices = new int[(rows + 7) / 8 * 8];
        }
    }

    private int groups() {
        return (count + 7) / 8;
    }

    /** At least 1, as not every reader takes indices of no bits. */
    private int width() {
        return Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(entries - 1));
    }
}
