package io.dlt4j.format.parquet;

import io.dlt4j.api.format.ColumnVector;
import java.io.IOException;

/**
 * Says of each row of a page whether it has a value, in the RLE/bit-packing hybrid encoding of Parquet: one run where
 * all rows are alike, else one bit a row.
 */
final class DefinitionLevels {

    private byte[] bits = new byte[0];
    private int rows;
    private int present;

    /** Looks at rows {@code from} to before {@code to}. */
    void read(ColumnVector vector, int from, int to) {
        rows = to - from;
        if (vector.nullCount() == 0) {
            present = rows;
        } else if (vector.nullCount() == vector.size()) {
            present = 0;
        } else {
            readBits(vector, from);
        }
    }

    private void readBits(ColumnVector vector, int from) {
        if (bits.length < groups()) {
            bits = new byte[groups()];
        }
        byte[] target = bits;
        int count = 0;
        for (int group = 0; group < groups(); group++) {
            int first = group * 8;
            int length = Math.min(8, rows - first);
            int octet = 0;
            for (int bit = 0; bit < length; bit++) {
                int set = vector.isNull(from + first + bit) ? 0 : 1;
                octet |= set << bit;
                count += set;
            }
            target[group] = (byte) octet;
        }
        present = count;
    }

    int rows() {
        return rows;
    }

    /** How many rows have a value. */
    int present() {
        return present;
    }

    int nulls() {
        return rows - present;
    }

    /** 1 if the row has a value, else 0; only where {@link #isMixed}. */
    int bit(int index) {
        return bits[index >> 3] >> (index & 7) & 1;
    }

    /** Whether some rows have a value and some have none. */
    boolean isMixed() {
        return present > 0 && present < rows;
    }

    /** The bytes that {@link #write} takes. */
    int size() {
        return Integer.BYTES + runSize();
    }

    /** Writes the levels of a data page of version 1, their length in front. */
    void write(FileOutput out) throws IOException {
        out.putInt(runSize());
        if (isMixed()) {
            out.putVarint(groups() << 1 | 1);
            out.putBytes(bits, 0, groups());
        } else {
            out.putVarint(rows << 1);
            out.putByte(present > 0 ? 1 : 0);
        }
    }

    private int runSize() {
        return isMixed() ? FileOutput.varintSize(groups() << 1) + groups() : FileOutput.varintSize(rows << 1) + 1;
    }

    private int groups() {
        return (rows + 7) / 8;
    }
}
