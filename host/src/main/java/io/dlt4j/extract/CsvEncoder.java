package io.dlt4j.extract;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Writes lines of CSV as JSON objects, one a line. Keys have the order of the header; those of missing values are left
 * out. A row that is larger than an item may be is not written to its end.
 */
final class CsvEncoder implements CsvRow {

    /** Bytes of JSON that one char can become: a backslash, {@code u} and four digits. */
    private static final int MAX_BYTES_PER_CHAR = 6;

    private static final int CHUNK = 4096;
    private static final int MAX_GROWTH = 16 << 20;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    /** For ASCII characters: 0 if written as they are, {@code u} for six-byte escapes, or the letter of the escape. */
    private static final byte[] ESCAPES = new byte[128];

    static {
        Arrays.fill(ESCAPES, 0, 0x20, (byte) 'u');
        ESCAPES['"'] = '"';
        ESCAPES['\\'] = '\\';
        ESCAPES['\n'] = 'n';
        ESCAPES['\r'] = 'r';
        ESCAPES['\t'] = 't';
        ESCAPES['\b'] = 'b';
        ESCAPES['\f'] = 'f';
    }

    private final byte[][] keys;
    private final int[] literalKinds;
    private final boolean[] emptyIsNull;
    private byte[] out = {};
    private int size;
    private int rowStart;
    private int longestRow;

    /**
     * @param names names of the columns
     * @param types types of the columns
     * @param quotesMatter whether an empty cell in quotes is an empty text in columns of any type
     */
    CsvEncoder(List<String> names, List<CsvType> types, boolean quotesMatter) {
        int columns = names.size();
        keys = new byte[columns][];
        literalKinds = new int[columns];
        emptyIsNull = new boolean[columns];
        for (int i = 0; i < columns; i++) {
            keys[i] = key(names.get(i));
            literalKinds[i] = types.get(i).literalKind();
            emptyIsNull[i] = !quotesMatter && types.get(i) != CsvType.TEXT;
        }
    }

    private byte[] key(String name) {
        start(new byte[0]);
        put(',');
        text(name.toCharArray(), 0, name.length());
        put(':');
        return Arrays.copyOf(out, size);
    }

    /** Goes on in this buffer, from its beginning. */
    void start(byte[] buffer) {
        out = buffer;
        size = 0;
        longestRow = 0;
    }

    byte[] buffer() {
        return out;
    }

    int size() {
        return size;
    }

    int longestRow() {
        return longestRow;
    }

    void startRow() {
        rowStart = size;
        put('{');
    }

    /** Takes the row back that was started last. */
    void dropRow() {
        size = rowStart;
    }

    /** Whether the row that was started last is larger than an item may be. */
    boolean isRowTooLarge() {
        return size - rowStart > PartSource.MAX_ITEM_BYTES;
    }

    void endRow() {
        put('}');
        put('\n');
        longestRow = Math.max(longestRow, size - rowStart);
    }

    @Override
    public void cell(int column, char[] chars, int from, int to, boolean quoted) {
        if (column >= keys.length || from == to && (!quoted || emptyIsNull[column]) || isRowTooLarge()) {
            return;
        }
        putKey(keys[column]);
        int wanted = literalKinds[column];
        int kinds = wanted == 0 || from == to ? 0 : CsvCells.kinds(chars, from, to) & (wanted | CsvCells.BIGINT);
        if ((kinds & wanted) == 0) {
            text(chars, from, to);
        } else {
            literal(chars, from, to);
            if (wanted == CsvCells.DOUBLE && (kinds & CsvCells.BIGINT) != 0) {
                put('.');
                put('0');
            }
        }
    }

    private void putKey(byte[] key) {
        int from = size == rowStart + 1 ? 1 : 0;
        ensure(key.length);
        System.arraycopy(key, from, out, size, key.length - from);
        size += key.length - from;
    }

    /** Numbers end with a digit and are written as they are, {@code true} and {@code false} in lower case. */
    private void literal(char[] chars, int from, int to) {
        ensure(to - from);
        int lowerCase = CsvCells.isDigit(chars[to - 1]) ? 0 : 0x20;
        for (int i = from; i < to; i++) {
            out[size++] = (byte) (chars[i] | lowerCase);
        }
    }

    private void text(char[] chars, int from, int to) {
        put('"');
        int i = from;
        while (i < to && !isRowTooLarge()) {
            int stop = Math.min(to, i + CHUNK);
            ensure((stop - i + 1) * MAX_BYTES_PER_CHAR);
            i = encode(chars, i, stop, to);
        }
        put('"');
    }

    private int encode(char[] chars, int from, int stop, int to) {
        byte[] bytes = out;
        int i = from;
        int at = size;
        while (i < stop) {
            char c = chars[i++];
            if (c < 0x80 && ESCAPES[c] == 0) {
                bytes[at++] = (byte) c;
            } else if (c < 0x80) {
                at = escape(bytes, at, c);
            } else if (Character.isHighSurrogate(c) && i < to) {
                at = encode(bytes, at, Character.toCodePoint(c, chars[i++]));
            } else {
                at = encode(bytes, at, c);
            }
        }
        size = at;
        return i;
    }

    private static int escape(byte[] bytes, int start, char c) {
        int at = start;
        bytes[at++] = '\\';
        bytes[at++] = ESCAPES[c];
        if (ESCAPES[c] == 'u') {
            bytes[at++] = '0';
            bytes[at++] = '0';
            bytes[at++] = HEX[c >> 4];
            bytes[at++] = HEX[c & 0xf];
        }
        return at;
    }

    private static int encode(byte[] bytes, int start, int codePoint) {
        int at = start;
        if (codePoint < 0x800) {
            bytes[at++] = (byte) (0xC0 | codePoint >> 6);
        } else {
            if (codePoint < 0x10000) {
                bytes[at++] = (byte) (0xE0 | codePoint >> 12);
            } else {
                bytes[at++] = (byte) (0xF0 | codePoint >> 18);
                bytes[at++] = (byte) (0x80 | codePoint >> 12 & 0x3F);
            }
            bytes[at++] = (byte) (0x80 | codePoint >> 6 & 0x3F);
        }
        bytes[at++] = (byte) (0x80 | codePoint & 0x3F);
        return at;
    }

    private void put(char c) {
        ensure(1);
        out[size++] = (byte) c;
    }

    private void ensure(int more) {
        if (out.length - size < more) {
            out = Arrays.copyOf(out, Math.max(size + more, out.length + Math.min(out.length, MAX_GROWTH)));
        }
    }
}
