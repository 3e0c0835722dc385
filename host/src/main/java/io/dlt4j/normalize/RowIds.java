package io.dlt4j.normalize;

import io.dlt4j.api.format.BytesVector;
import io.dlt4j.schema.Shake128;
import java.nio.charset.StandardCharsets;

/**
 * Makes the values of {@code _dlt_id}: bytes, random or a SHAKE-128 hash, in Base64 without padding.
 *
 * <p>Not thread-safe: one for each worker. After its construction it allocates nothing but larger buffers.
 */
final class RowIds {

    /** The bytes of an id unless configured otherwise; 14 characters. */
    static final int DEFAULT_BYTES = 10;

    private static final int RANDOM_BLOCK = 1 << 15;
    private static final int MAX_LONG_DIGITS = 20;
    private static final byte[] ALPHABET =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".getBytes(StandardCharsets.US_ASCII);

    private final int idBytes;
    private final byte[] id;
    private final byte[] digest;
    private final RandomBytes random = new RandomBytes();
    private final byte[] block;
    private int nextRandom;
    private final Shake128 shake = new Shake128();
    private byte[] input = new byte[256];

    RowIds() {
        this(DEFAULT_BYTES);
    }

    /** @param idBytes the bytes of an id */
    RowIds(int idBytes) {
        if (idBytes < 1 || idBytes > RANDOM_BLOCK) {
            throw new IllegalArgumentException("an id has 1 to " + RANDOM_BLOCK + " bytes, not " + idBytes);
        }
        this.idBytes = idBytes;
        this.id = new byte[base64Length(idBytes)];
        this.digest = new byte[idBytes];
        this.block = new byte[RANDOM_BLOCK / idBytes * idBytes];
        this.nextRandom = block.length;
    }

    /** The number of characters, which are ASCII, of every id. */
    int length() {
        return id.length;
    }

    /** Appends a random id. */
    void appendRandom(BytesVector target) {
        if (nextRandom == block.length) {
            random.fill(block);
            nextRandom = 0;
        }
        encode(block, nextRandom, idBytes, id, 0);
        nextRandom += idBytes;
        target.append(id, 0, id.length);
    }

    /**
     * Appends the id of a nested row, the hash of {@code <parent id>_<table>_<index>}.
     *
     * @param parent holds the id of the parent row, UTF-8; may be the data of {@code target}
     * @param table the name of the nested table, UTF-8
     * @param index the row's index in its list
     */
    void appendNested(BytesVector target, byte[] parent, int parentOffset, int parentLength, byte[] table, long index) {
        int needed = parentLength + table.length + 2 + MAX_LONG_DIGITS;
        if (input.length < needed) {
            input = new byte[needed * 2];
        }
        System.arraycopy(parent, parentOffset, input, 0, parentLength);
        int at = parentLength;
        input[at++] = '_';
        System.arraycopy(table, 0, input, at, table.length);
        at += table.length;
        input[at++] = '_';
        at = appendDecimal(index, at);
        appendHash(target, input, 0, at);
    }

    /**
     * Appends the hash of a row's content.
     *
     * @param content the canonical JSON of the key columns ({@code key_hash}) or of the whole item ({@code row_hash})
     */
    void appendHash(BytesVector target, byte[] content, int offset, int length) {
        shake.hash(content, offset, length, digest, 0, idBytes);
        encode(digest, 0, idBytes, id, 0);
        target.append(id, 0, id.length);
    }

    private int appendDecimal(long number, int from) {
        int end = from + decimalLength(number);
        int at = end;
        long rest = number;
        do {
            input[--at] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
        return end;
    }

    private static int decimalLength(long number) {
        int length = 1;
        for (long rest = number; rest >= 10; rest /= 10) {
            length++;
        }
        return length;
    }

    private static int base64Length(int bytes) {
        return (bytes * 8 + 5) / 6;
    }

    private static void encode(byte[] from, int offset, int length, byte[] to, int start) {
        int at = start;
        int in = offset;
        int end = offset + length;
        for (; in + 3 <= end; in += 3) {
            int bits = (from[in] & 0xFF) << 16 | (from[in + 1] & 0xFF) << 8 | from[in + 2] & 0xFF;
            to[at++] = ALPHABET[bits >> 18];
            to[at++] = ALPHABET[bits >> 12 & 0x3F];
            to[at++] = ALPHABET[bits >> 6 & 0x3F];
            to[at++] = ALPHABET[bits & 0x3F];
        }
        if (in < end) {
            int bits = (from[in] & 0xFF) << 8 | (in + 1 < end ? from[in + 1] & 0xFF : 0);
            to[at++] = ALPHABET[bits >> 10];
            to[at++] = ALPHABET[bits >> 4 & 0x3F];
            if (in + 1 < end) {
                to[at] = ALPHABET[(bits & 0xF) << 2];
            }
        }
    }
}
