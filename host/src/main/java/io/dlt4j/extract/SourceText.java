package io.dlt4j.extract;

import io.dlt4j.api.error.DltException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;

/** Gets from the bytes of a source to its text in UTF-8: decompressed, without byte order mark. */
final class SourceText {

    private static final int HEAD = 4;

    private SourceText() {}

    /** The text of a source; closing it closes {@code in}. Errors about the encoding get the code given. */
    static InputStream open(InputStream in, String origin, ExtractError code) throws IOException {
        PushbackInputStream compressed = new PushbackInputStream(in, HEAD);
        byte[] head = peek(compressed);
        InputStream plain = compressed;
        if (GzipReader.starts(head)) {
            plain = new GzipReader(compressed, origin);
        } else if (ZstdReader.starts(head)) {
            plain = new ZstdReader(compressed, origin);
        }
        return withoutMark(plain, origin, code);
    }

    private static InputStream withoutMark(InputStream in, String origin, ExtractError code) throws IOException {
        PushbackInputStream text = new PushbackInputStream(in, HEAD);
        byte[] head = peek(text);
        if (isUtf16(head)) {
            throw new DltException(
                    code,
                    origin + ", line 1: the text is in UTF-16 or UTF-32; only UTF-8 is read.",
                    "Convert it, for example with: iconv -f UTF-16 -t UTF-8.");
        }
        if (head.length >= 3 && (head[0] & 0xff) == 0xEF && (head[1] & 0xff) == 0xBB && (head[2] & 0xff) == 0xBF) {
            text.skipNBytes(3);
        }
        return text;
    }

    /** UTF-16 and UTF-32 begin with a mark, or have a NUL among the first two bytes if the first character is ASCII. */
    private static boolean isUtf16(byte[] head) {
        if (head.length < 2) {
            return false;
        }
        int mark = (head[0] & 0xff) << 8 | head[1] & 0xff;
        return mark == 0xFEFF || mark == 0xFFFE || (head[0] == 0) != (head[1] == 0);
    }

    private static byte[] peek(PushbackInputStream in) throws IOException {
        byte[] head = in.readNBytes(HEAD);
        in.unread(head);
        return head;
    }
}
