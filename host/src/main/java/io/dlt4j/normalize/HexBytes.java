package io.dlt4j.normalize;

import java.util.Arrays;
import java.util.HexFormat;

/** Bytes whose text form is hexadecimal with the prefix {@code 0x}, where plain bytes are Base64. */
final class HexBytes {

    private static final String PREFIX = "0x";

    private final byte[] bytes;

    HexBytes(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    /** A copy of the bytes. */
    byte[] bytes() {
        return bytes.clone();
    }

    /** The text form, lower-case. */
    String text() {
        return PREFIX + HexFormat.of().formatHex(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HexBytes that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return text();
    }
}
