package io.dlt4j.api.credentials;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/** Percent-encoding as the reference's URLs have it; {@link java.net.URLDecoder} refuses what that leaves as it is. */
final class UrlText {

    private static final String HEX = "0123456789ABCDEF";
    private static final String UNRESERVED = "_.-~";

    private UrlText() {}

    /** Decodes {@code %xx}; a percent sign that no two digits follow stays, and so does {@code +}. */
    static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] source = text.getBytes(UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(source.length);
        for (int i = 0; i < source.length; i++) {
            int high = source[i] == '%' && i + 2 < source.length ? Character.digit(source[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(source[i + 2], 16);
            if (low < 0) {
                decoded.write(source[i]);
            } else {
                decoded.write(high << 4 | low);
                i += 2;
            }
        }
        return decoded.toString(UTF_8);
    }

    /** Decodes a form's key or value, where {@code +} is a blank. */
    static String decodeForm(String text) {
        return decode(text.replace('+', ' '));
    }

    /** Encodes a username or password: blanks and {@code +} stay. */
    static String encodeUser(String text) {
        return encode(text, " +");
    }

    /** Encodes a form's key or value. */
    static String encodeForm(String text) {
        return encode(text, " ").replace(' ', '+');
    }

    private static String encode(String text, String kept) {
        StringBuilder encoded = new StringBuilder(text.length() + 8);
        for (byte signed : text.getBytes(UTF_8)) {
            int code = signed & 0xff;
            if (isAlphanumeric(code) || UNRESERVED.indexOf(code) >= 0 || kept.indexOf(code) >= 0) {
                encoded.append((char) code);
            } else {
                encoded.append('%').append(HEX.charAt(code >> 4)).append(HEX.charAt(code & 15));
            }
        }
        return encoded.toString();
    }

    private static boolean isAlphanumeric(int code) {
        return code >= '0' && code <= '9' || code >= 'A' && code <= 'Z' || code >= 'a' && code <= 'z';
    }
}
