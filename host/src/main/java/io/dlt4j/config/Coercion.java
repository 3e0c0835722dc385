package io.dlt4j.config;

import io.dlt4j.api.config.ConfigField.Kind;
import io.dlt4j.api.config.Secret;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Converts raw values to the types of fields, by the rules of the reference. */
final class Coercion {

    private static final Set<String> TRUE = Set.of("yes", "true", "t", "y", "1");
    private static final Set<String> FALSE = Set.of("no", "false", "n", "f", "0");
    private static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);
    private static final BigInteger LONG_MIN = BigInteger.valueOf(Long.MIN_VALUE);

    private Coercion() {}

    /** The value as {@code kind} has it; {@code null} if it cannot be converted. */
    static @Nullable Object coerce(Object raw, Kind kind) {
        switch (kind) {
            case TEXT:
                return raw instanceof Secret ? null : ValueText.of(raw);
            case SECRET:
                return raw instanceof Secret ? raw : Secret.of(ValueText.of(raw));
            case BOOL:
                return bool(raw);
            case INTEGER:
                return integer(raw);
            case DECIMAL:
                return decimal(raw);
            case LIST:
                return list(raw);
            case MAP:
                return map(raw);
            case TABLE:
                return table(raw);
            case NUMBER:
                return number(raw);
            case BYTES:
                return bytes(raw);
            case TIMESTAMP:
                return TemporalCoercion.timestamp(raw);
            case DATE:
                return TemporalCoercion.date(raw);
            case TIME:
                return TemporalCoercion.time(raw);
            default:
                return null;
        }
    }

    /** The name of a raw value's type, for messages that must not show the value. */
    static String typeName(Object raw) {
        if (raw instanceof String || raw instanceof Secret) {
            return "text";
        }
        if (raw instanceof Boolean) {
            return "bool";
        }
        if (raw instanceof Number) {
            return raw instanceof Double || raw instanceof Float ? "decimal" : "integer";
        }
        if (raw instanceof List<?>) {
            return "list";
        }
        return raw instanceof Map<?, ?> ? "table" : raw.getClass().getSimpleName();
    }

    private static @Nullable Boolean bool(Object raw) {
        if (raw instanceof Boolean bool) {
            return bool;
        }
        if (raw instanceof String text) {
            String lower = text.toLowerCase(Locale.ROOT);
            return TRUE.contains(lower) ? Boolean.TRUE : FALSE.contains(lower) ? Boolean.FALSE : null;
        }
        return raw instanceof Number number ? Boolean.valueOf(number.doubleValue() != 0) : null;
    }

    private static @Nullable Long integer(Object raw) {
        if (raw instanceof String text) {
            BigInteger value = integerText(text.strip());
            return value == null ? null : exactLong(value);
        }
        if (raw instanceof Double || raw instanceof Float || raw instanceof BigDecimal) {
            double value = ((Number) raw).doubleValue();
            return value == Math.rint(value) && Math.abs(value) < 0x1p63 ? Long.valueOf((long) value) : null;
        }
        if (raw instanceof BigInteger value) {
            return exactLong(value);
        }
        return raw instanceof Number number ? Long.valueOf(number.longValue()) : null;
    }

    private static @Nullable Long exactLong(BigInteger value) {
        return value.compareTo(LONG_MIN) >= 0 && value.compareTo(LONG_MAX) <= 0 ? value.longValue() : null;
    }

    /** Decimal with an optional sign and {@code _} between digits, or hexadecimal after {@code 0x}. */
    static @Nullable BigInteger integerText(String text) {
        boolean signed = text.startsWith("-") || text.startsWith("+");
        String digits = signed ? text.substring(1) : text;
        boolean hexadecimal = digits.startsWith("0x") || digits.startsWith("0X");
        String plain = withoutSeparators(hexadecimal ? digits.substring(2) : digits);
        if (plain.isEmpty() || plain.charAt(0) == '-' || plain.charAt(0) == '+') {
            return null;
        }
        try {
            BigInteger value = new BigInteger(plain, hexadecimal ? 16 : 10);
            return text.startsWith("-") ? value.negate() : value;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Drops each {@code _} that stands between two others; leaves a text that no number has where one does not. */
    private static String withoutSeparators(String digits) {
        boolean misplaced = digits.startsWith("_") || digits.endsWith("_") || digits.contains("__");
        return misplaced ? "" : digits.replace("_", "");
    }

    private static @Nullable Double decimal(Object raw) {
        if (raw instanceof String text) {
            return decimalText(text.strip().toLowerCase(Locale.ROOT));
        }
        return raw instanceof Number number ? Double.valueOf(number.doubleValue()) : null;
    }

    static @Nullable Double decimalText(String text) {
        boolean signed = text.startsWith("-") || text.startsWith("+");
        String digits = signed ? text.substring(1) : text;
        double sign = text.startsWith("-") ? -1 : 1;
        if (digits.equals("nan")) {
            return Double.NaN;
        }
        if (digits.equals("inf") || digits.equals("infinity")) {
            return sign * Double.POSITIVE_INFINITY;
        }
        if (digits.startsWith("0x")) {
            BigInteger value = integerText(digits);
            return value == null ? null : Double.valueOf(sign * value.doubleValue());
        }
        String plain = withoutSeparators(digits);
        if (!isDecimal(plain)) {
            return null;
        }
        try {
            return sign * Double.parseDouble(plain);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Keeps out what only Java takes for a number, such as {@code 1d}. */
    private static boolean isDecimal(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9' || c == '.' || c == 'e' || c == '-' || c == '+')
                && !text.isEmpty()
                && text.charAt(0) != '-'
                && text.charAt(0) != '+';
    }

    private static @Nullable List<String> list(Object raw) {
        if (!(fromJson(raw) instanceof List<?> elements)) {
            return null;
        }
        List<String> values = new ArrayList<>(elements.size());
        for (Object element : elements) {
            if (element == null) {
                return null;
            }
            values.add(ValueText.of(element));
        }
        return List.copyOf(values);
    }

    private static @Nullable Map<String, String> map(Object raw) {
        if (!(fromJson(raw) instanceof Map<?, ?> entries)) {
            return null;
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : entries.entrySet()) {
            if (entry.getValue() == null) {
                return null;
            }
            values.put(String.valueOf(entry.getKey()), ValueText.of(entry.getValue()));
        }
        return Collections.unmodifiableMap(values);
    }

    private static @Nullable Map<String, Object> table(Object raw) {
        return fromJson(raw) instanceof Map<?, ?> entries ? Collections.unmodifiableMap(Tables.copy(entries)) : null;
    }

    /** Every digit of a number or of a text that is one. */
    static @Nullable BigDecimal number(Object raw) {
        if (raw instanceof String text) {
            return numberText(text.strip().toLowerCase(Locale.ROOT));
        }
        if (raw instanceof Double || raw instanceof Float) {
            double value = ((Number) raw).doubleValue();
            return Double.isFinite(value) ? BigDecimal.valueOf(value) : null;
        }
        if (raw instanceof BigDecimal decimal) {
            return decimal;
        }
        return raw instanceof Number ? new BigDecimal(raw.toString()) : null;
    }

    private static @Nullable BigDecimal numberText(String text) {
        BigInteger integer = integerText(text);
        if (integer != null) {
            return new BigDecimal(integer);
        }
        boolean signed = text.startsWith("-") || text.startsWith("+");
        String plain = withoutSeparators(signed ? text.substring(1) : text);
        try {
            BigDecimal value = isDecimal(plain) ? new BigDecimal(plain) : null;
            return value != null && text.startsWith("-") ? value.negate() : value;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Text is Base64, or hexadecimal after {@code 0x}; an integer its bytes, the lowest first. */
    private static byte @Nullable [] bytes(Object raw) {
        if (raw instanceof byte[] bytes) {
            return bytes.clone();
        }
        if (raw instanceof Long || raw instanceof Integer) {
            return littleEndian(((Number) raw).longValue());
        }
        if (!(raw instanceof String text)) {
            return null;
        }
        try {
            return text.startsWith("0x")
                    ? HexFormat.of().parseHex(text, 2, text.length())
                    : Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static byte @Nullable [] littleEndian(long value) {
        if (value < 0) {
            return null;
        }
        byte[] bytes = new byte[(Long.SIZE - Long.numberOfLeadingZeros(value) + 7) / 8];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (value >>> 8 * i);
        }
        return bytes;
    }

    private static @Nullable Object fromJson(Object raw) {
        if (!(raw instanceof String text)) {
            return raw;
        }
        try {
            return JsonText.parse(text);
        } catch (IOException e) {
            return null;
        }
    }
}
