package io.dlt4j.normalize;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.core.json.UTF8StreamJsonParser;
import com.fasterxml.jackson.core.sym.ByteQuadsCanonicalizer;
import io.dlt4j.api.format.BytesVector;

/**
 * Jackson's parser over a byte array, with a short way for the commonest value: a string without escapes goes from the source into a
 * vector as bytes, where the parser itself would decode it to characters that are then encoded again. Also tells locations
 * without making objects of them.
 */
final class ByteJsonParser extends UTF8StreamJsonParser {

    /** Type tags are characters from U+F026 on: EF 80 A6 in UTF-8. */
    private static final byte FIRST_BYTE_OF_TAGS = (byte) 0xEF;

    ByteJsonParser(IOContext context, int features, ByteQuadsCanonicalizer symbols, byte[] bytes, int start, int end) {
        super(context, features, null, null, symbols, bytes, start, end, 0, false);
    }

    /** Where the current token begins, in bytes from the start of the text. */
    long tokenOffset() {
        return _tokenInputTotal - 1; // the parser counts from behind the first character
    }

    /** The line that the current token begins in, from 1. */
    int tokenLine() {
        return _tokenInputRow;
    }

    /** How far the text was read, in bytes. */
    long offset() {
        return _currInputProcessed + _inputPtr;
    }

    /** Whether the string at the current token has more than {@code bytes} bytes in the text. */
    boolean isLongString(int bytes) {
        if (_currToken != JsonToken.VALUE_STRING || !_tokenIncomplete || _inputEnd - _inputPtr <= bytes) {
            return false;
        }
        for (int at = _inputPtr; at < _inputPtr + bytes; at++) {
            if (_inputBuffer[at] == '"') {
                return false;
            }
        }
        return true;
    }

    /**
     * Appends the string at the current token to {@code target} and moves behind it.
     *
     * @return false, with nothing changed, if it is not a string that was just met, holds an escape, a control character or broken
     *     UTF-8, or may begin with a type tag
     */
    boolean appendPlain(BytesVector target) {
        int start = _inputPtr;
        if (start < _inputEnd && _inputBuffer[start] == FIRST_BYTE_OF_TAGS) {
            return false;
        }
        int end = plainEnd();
        if (end < 0) {
            return false;
        }
        target.append(_inputBuffer, start, end - start);
        _inputPtr = end + 1;
        _tokenIncomplete = false;
        return true;
    }

    /**
     * Where the string at the current token ends, for {@link #takePlain}; negative if it is not a string that was just met, or
     * holds an escape, a control character or broken UTF-8.
     */
    int plainEnd() {
        if (_currToken != JsonToken.VALUE_STRING || !_tokenIncomplete) {
            return -1;
        }
        byte[] bytes = _inputBuffer;
        int end = _inputEnd;
        int at = _inputPtr;
        while (at < end) {
            byte b = bytes[at];
            if (b == '"') {
                return at;
            }
            if (b >= 0 && b < ' ' || b == '\\') {
                return -1;
            }
            int length = b >= 0 ? 1 : sequence(bytes, at, end);
            if (length == 0) {
                return -1;
            }
            at += length;
        }
        return -1;
    }

    /** The number of bytes of the string that ends at {@code end}. */
    int plainLength(int end) {
        return end - _inputPtr;
    }

    /** Copies the string that ends at {@code end} and moves behind it. */
    void takePlain(int end, byte[] target, int offset) {
        System.arraycopy(_inputBuffer, _inputPtr, target, offset, end - _inputPtr);
        _inputPtr = end + 1;
        _tokenIncomplete = false;
    }

    /** The length of the UTF-8 sequence beyond ASCII that begins at {@code at}; 0 if it is none. */
    private static int sequence(byte[] bytes, int at, int end) {
        int lead = bytes[at] & 0xFF;
        int length =
                lead >= 0xC2 && lead < 0xE0 ? 2 : lead >= 0xE0 && lead < 0xF0 ? 3 : lead >= 0xF0 && lead < 0xF5 ? 4 : 0;
        if (length == 0 || at + length > end) {
            return 0;
        }
        for (int next = 1; next < length; next++) {
            if ((bytes[at + next] & 0xC0) != 0x80) {
                return 0;
            }
        }
        int second = bytes[at + 1] & 0xFF;
        boolean overlong = lead == 0xE0 && second < 0xA0 || lead == 0xF0 && second < 0x90;
        boolean outside = lead == 0xED && second > 0x9F || lead == 0xF4 && second > 0x8F;
        return overlong || outside ? 0 : length;
    }
}
