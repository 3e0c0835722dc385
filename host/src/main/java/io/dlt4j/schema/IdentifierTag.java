package io.dlt4j.schema;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/** The tag of six characters that replaces the middle of a name that is too long. */
final class IdentifierTag {

    /** Characters of a tag: 4 bytes in Base64 without padding. */
    static final int LENGTH = 6;

    /** The reference's {@code int(3 * log2(1 / 0.001) / 8 + 1)}, for a collision probability of 0.001. */
    private static final int BYTES = 4;

    private IdentifierTag() {}

    /** Cuts {@code normalized} to {@code max} code points, with the tag of {@code raw} in the middle. */
    static String shorten(String normalized, String raw, int max) {
        if (normalized.length() <= max || normalized.codePointCount(0, normalized.length()) <= max) {
            return normalized;
        }
        return trimAndTag(normalized, of(raw), max);
    }

    static String of(String raw) {
        byte[] bytes = raw.getBytes(StandardCharsets.UTF_8);
        byte[] digest = Shake128.hash(bytes, 0, bytes.length, BYTES);
        return Base64.getEncoder()
                .withoutPadding()
                .encodeToString(digest)
                .replace('/', 'a')
                .replace('+', 'b')
                .toLowerCase(Locale.ROOT);
    }

    static String trimAndTag(String identifier, String tag, int max) {
        int remaining = max - tag.length();
        int tail = remaining / 2;
        int head = remaining - tail;
        int headEnd = identifier.offsetByCodePoints(0, head);
        int tailStart = identifier.offsetByCodePoints(identifier.length(), -tail);
        return identifier.substring(0, headEnd) + tag + identifier.substring(tailStart);
    }
}
