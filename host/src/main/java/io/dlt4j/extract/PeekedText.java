package io.dlt4j.extract;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A text whose format is told from what it begins with. */
final class PeekedText extends PushbackInputStream {

    /** White space beyond this before the first character is not looked through. */
    private static final int MAX_PEEK = 1 << 13;

    private static final byte[] PARQUET_MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

    PeekedText(InputStream in) {
        super(in, MAX_PEEK);
    }

    /**
     * JSON if it begins like an array or an object, or if it is empty.
     *
     * @throws io.dlt4j.api.error.DltException if it begins with something else
     */
    SourceKind kind() throws IOException {
        byte[] head = new byte[MAX_PEEK];
        int length = 0;
        while (length < MAX_PEEK && ByteSearch.isBlank(head, 0, length)) {
            int read = read(head, length, MAX_PEEK - length);
            if (read < 0) {
                break;
            }
            length += read;
        }
        unread(head, 0, length);
        int first = 0;
        while (first < length && ByteSearch.isBlank(head, first, first + 1)) {
            first++;
        }
        if (first == length || head[first] == '{' || head[first] == '[') {
            return SourceKind.JSON;
        }
        if (Arrays.equals(head, 0, Math.min(length, PARQUET_MAGIC.length), PARQUET_MAGIC, 0, PARQUET_MAGIC.length)) {
            return SourceKind.PARQUET;
        }
        throw SourceErrors.unknownStdin();
    }
}
