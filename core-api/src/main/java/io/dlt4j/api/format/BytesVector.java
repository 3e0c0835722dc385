package io.dlt4j.api.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apiguardian.api.API;

/**
 * A vector of byte strings: UTF-8 text, JSON documents or binary.
 *
 * <p>The bytes of all rows lie one behind the other in {@link #data}; row {@code r} ends before {@code ends()[r]} and begins
 * where the row before it ends.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class BytesVector extends ColumnVector {

    private byte[] data = new byte[0];
    private int[] ends = new int[0];

    /** Appends bytes, which are copied. */
    public void append(byte[] source, int offset, int length) {
        int row = nextRow();
        int start = startOf(row);
        room(start + length);
        System.arraycopy(source, offset, data, start, length);
        ends[row] = start + length;
    }

    /** Appends text as UTF-8; unpaired surrogates become {@code ?}. */
    public void append(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        append(bytes, 0, bytes.length);
    }

    /** Appends characters as UTF-8; unpaired surrogates become {@code ?}. */
    public void append(char[] source, int offset, int length) {
        int row = nextRow();
        int at = startOf(row);
        room(at + length * 3);
        byte[] target = data;
        int index = offset;
        int end = offset + length;
        while (index < end) {
            char c = source[index];
            if (c >= 0x80) {
                at = encodeRest(source, index, end, at);
                break;
            }
            target[at++] = (byte) c;
            index++;
        }
        ends[row] = at;
    }

    private int encodeRest(char[] source, int from, int end, int start) {
        byte[] target = data;
        int at = start;
        for (int index = from; index < end; index++) {
            char c = source[index];
            if (c < 0x80) {
                target[at++] = (byte) c;
            } else if (c < 0x800) {
                target[at++] = (byte) (0xC0 | c >> 6);
                target[at++] = (byte) (0x80 | c & 0x3F);
            } else if (!Character.isSurrogate(c)) {
                target[at++] = (byte) (0xE0 | c >> 12);
                target[at++] = (byte) (0x80 | c >> 6 & 0x3F);
                target[at++] = (byte) (0x80 | c & 0x3F);
            } else if (index + 1 < end && Character.isSurrogatePair(c, source[index + 1])) {
                int point = Character.toCodePoint(c, source[++index]);
                target[at++] = (byte) (0xF0 | point >> 18);
                target[at++] = (byte) (0x80 | point >> 12 & 0x3F);
                target[at++] = (byte) (0x80 | point >> 6 & 0x3F);
                target[at++] = (byte) (0x80 | point & 0x3F);
            } else {
                target[at++] = '?';
            }
        }
        return at;
    }

    /** The bytes of all rows; see the class comment. */
    public byte[] data() {
        return data;
    }

    /** Where each row ends in {@link #data}. */
    public int[] ends() {
        return ends;
    }

    /** Where {@code row} begins in {@link #data}. */
    public int startOf(int row) {
        return row == 0 ? 0 : ends[row - 1];
    }

    /** The number of bytes of {@code row}. */
    public int length(int row) {
        return ends[row] - startOf(row);
    }

    /** A copy of the bytes of a row that is not null. */
    public byte[] value(int row) {
        return Arrays.copyOfRange(data, startOf(row), ends[row]);
    }

    /** The text of a row that is not null and holds UTF-8. */
    public String text(int row) {
        return new String(data, startOf(row), length(row), StandardCharsets.UTF_8);
    }

    @Override
    public long heapBytes() {
        return data.length + ends.length * 4L + presentBytes();
    }

    @Override
    int capacity() {
        return ends.length;
    }

    @Override
    void resize(int capacity) {
        ends = Arrays.copyOf(ends, capacity);
    }

    @Override
    void fillNulls(int from, int to) {
        Arrays.fill(ends, from, to, startOf(from));
    }

    private void room(int length) {
        if (length < 0) {
            throw new OutOfMemoryError("a column holds more than 2 GiB");
        }
        if (length > data.length) {
            data = Arrays.copyOf(data, Math.max(length, data.length + (data.length >> 1) + 256));
        }
    }
}
