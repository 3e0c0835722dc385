package io.dlt4j.normalize;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.core.json.UTF8StreamJsonParser;
import com.fasterxml.jackson.core.sym.ByteQuadsCanonicalizer;
import io.dlt4j.api.format.BytesVector;

/**
 * Jackson's parser over a byte array, with a short way for the commonest value: a plain ASCII string goes from the source into a
 * vector as bytes, where the parser itself would decode it to characters that are then encoded again. Also tells locations
 * without making objects of them.
 */
final class ByteJsonParser extends UTF8StreamJsonParser {

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

    /**
     * Appends the string at the current token to {@code target} and moves behind it.
     *
     * @return false, with nothing changed, if it is not a string that was just met, or holds an escape, a control character or
     *     anything beyond ASCII
     */
    boolean appendAscii(BytesVector target) {
        if (_currToken != JsonToken.VALUE_STRING || !_tokenIncomplete) {
            return false;
        }
        byte[] bytes = _inputBuffer;
        int start = _inputPtr;
        int end = _inputEnd;
        int at = start;
        while (at < end) {
            byte b = bytes[at];
            if (b == '"') {
                target.append(bytes, start, at - start);
                _inputPtr = at + 1;
                _tokenIncomplete = false;
                return true;
            }
            if (b < ' ' || b == '\\') {
                return false;
            }
            at++;
        }
        return false;
    }
}
