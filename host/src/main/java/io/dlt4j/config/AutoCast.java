package io.dlt4j.config;

import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Guesses what a text means where no field says so, by the rules of the reference. */
final class AutoCast {

    private AutoCast() {}

    /** A boolean, an integer, a floating point number, a list, a map, or the text itself. */
    static Object of(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.equals("true") || lower.equals("false")) {
            return lower.equals("true");
        }
        BigInteger integer = Coercion.integerText(text.strip());
        if (integer != null) {
            return integer.bitLength() < Long.SIZE ? (Object) integer.longValue() : integer;
        }
        Object decimal = Coercion.decimalText(text.strip().toLowerCase(Locale.ROOT));
        return decimal != null ? decimal : container(text);
    }

    private static Object container(String text) {
        try {
            Object value = JsonText.parse(text);
            return value instanceof List<?> || value instanceof Map<?, ?> ? value : text;
        } catch (IOException e) {
            return text;
        }
    }
}
