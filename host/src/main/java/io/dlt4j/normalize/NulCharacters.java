package io.dlt4j.normalize;

import io.dlt4j.api.format.BytesVector;
import java.nio.charset.StandardCharsets;

/**
 * The characters U+0000 of a column, each replaced by U+FFFD.
 *
 * @param count how many there are
 * @param replaced the values without them; those given if there are none
 */
record NulCharacters(long count, BytesVector replaced) {

    private static final byte[] REPLACEMENT = "\uFFFD".getBytes(StandardCharsets.UTF_8);
    private static final byte[] ESCAPE = "u0000".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ESCAPED_REPLACEMENT = "ufffd".getBytes(StandardCharsets.US_ASCII);

    /**
     * Looks at all values.
     *
     * @param json whether they are JSON documents, where the character can only be an escape
     */
    static NulCharacters of(BytesVector values, boolean json) {
        int size = values.size();
        if (size == 0) {
            return new NulCharacters(0, values);
        }
        int end = values.ends()[size - 1];
        int first = json ? escape(values.data(), 0, end) : nul(values.data(), 0, end);
        return first == end ? new NulCharacters(0, values) : replace(values, json);
    }

    private static NulCharacters replace(BytesVector values, boolean json) {
        BytesVector result = new BytesVector();
        long count = 0;
        for (int row = 0; row < values.size(); row++) {
            if (values.isNull(row)) {
                result.padTo(row + 1);
                continue;
            }
            byte[] value = values.value(row);
            int found = json ? escape(value, 0, value.length) : nul(value, 0, value.length);
            while (found < value.length) {
                count++;
                if (json) {
                    System.arraycopy(ESCAPED_REPLACEMENT, 0, value, found + 1, ESCAPED_REPLACEMENT.length);
                    found = escape(value, found + 2, value.length);
                } else {
                    value = spliced(value, found);
                    found = nul(value, found + REPLACEMENT.length, value.length);
                }
            }
            result.append(value, 0, value.length);
        }
        return new NulCharacters(count, result);
    }

    /** The value with the replacement instead of the byte at {@code index}. */
    private static byte[] spliced(byte[] value, int index) {
        byte[] longer = new byte[value.length + REPLACEMENT.length - 1];
        System.arraycopy(value, 0, longer, 0, index);
        System.arraycopy(REPLACEMENT, 0, longer, index, REPLACEMENT.length);
        System.arraycopy(value, index + 1, longer, index + REPLACEMENT.length, value.length - index - 1);
        return longer;
    }

    /** Where the next byte 0 is; {@code to} if there is none. */
    private static int nul(byte[] data, int from, int to) {
        int at = from;
        while (at < to && data[at] != 0) {
            at++;
        }
        return at;
    }

    /** Where the next escape of U+0000 begins; {@code to} if there is none. */
    private static int escape(byte[] data, int from, int to) {
        int at = from;
        while (at < to) {
            if (data[at] != '\\') {
                at++;
            } else if (isEscape(data, at + 1, to)) {
                return at;
            } else {
                at += 2;
            }
        }
        return to;
    }

    private static boolean isEscape(byte[] data, int from, int to) {
        if (to - from < ESCAPE.length) {
            return false;
        }
        for (int index = 0; index < ESCAPE.length; index++) {
            if (data[from + index] != ESCAPE[index]) {
                return false;
            }
        }
        return true;
    }
}
