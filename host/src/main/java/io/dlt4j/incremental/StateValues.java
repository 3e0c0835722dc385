package io.dlt4j.incremental;

import io.dlt4j.api.error.DltException;
import io.dlt4j.schema.TypeTags;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.Date;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Values of cursors and states, between Java and dlt's typed JSON, where types that JSON lacks are texts that begin with a
 * private-use character.
 *
 * <p>In Java they are {@link String}, {@link Boolean}, {@link Long}, {@link BigInteger} beyond 64 bits, {@link Double},
 * {@link BigDecimal}, {@link OffsetDateTime}, {@link LocalDateTime}, {@link LocalDate}, {@link LocalTime}, {@code byte[]}, and maps and
 * lists of these and of null.
 */
public final class StateValues {

    private static final int LONG_BITS = 63;
    private static final int UUID_LENGTH = 36;

    private StateValues() {}

    /**
     * The value in one of the classes above. Smaller numbers are widened; {@link Instant}, {@link Date} and {@link ZonedDateTime}
     * become times with an offset, a {@link UUID} and a constant of an enum their text. Times are cut to microseconds.
     *
     * @throws DltException if it is of another class
     */
    public static Object canonical(Object value) {
        if (value instanceof String
                || value instanceof Boolean
                || value instanceof Long
                || value instanceof BigDecimal) {
            return value;
        } else if (value instanceof Number number) {
            return number(number);
        } else if (value instanceof CharSequence || value instanceof UUID) {
            return value.toString();
        } else if (value instanceof Enum<?> constant) {
            return constant.name();
        } else if (value instanceof byte[] bytes) {
            return bytes.clone();
        } else if (value instanceof Map<?, ?> map) {
            return canonicalMap(map);
        } else if (value instanceof Collection<?> items) {
            List<@Nullable Object> list = new ArrayList<>(items.size());
            items.forEach(item -> list.add(item == null ? null : canonical(item)));
            return Collections.unmodifiableList(list);
        }
        return time(value);
    }

    private static Object number(Number value) {
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return value.longValue();
        } else if (value instanceof BigInteger integer) {
            return integer.bitLength() <= LONG_BITS ? (Object) integer.longValue() : integer;
        } else if ((value instanceof Double || value instanceof Float) && Double.isFinite(value.doubleValue())) {
            return value.doubleValue();
        }
        throw unsupported(value);
    }

    private static Map<String, @Nullable Object> canonicalMap(Map<?, ?> map) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((key, item) -> copy.put(String.valueOf(key), item == null ? null : canonical(item)));
        return Collections.unmodifiableMap(copy);
    }

    private static Object time(Object value) {
        if (value instanceof OffsetDateTime time) {
            return offset(time);
        } else if (value instanceof ZonedDateTime time) {
            return offset(time.toOffsetDateTime());
        } else if (value instanceof Instant instant) {
            return offset(instant.atOffset(ZoneOffset.UTC));
        } else if (value instanceof LocalDateTime time) {
            return time.truncatedTo(ChronoUnit.MICROS);
        } else if (value instanceof LocalTime time) {
            return time.truncatedTo(ChronoUnit.MICROS);
        } else if (value instanceof LocalDate) {
            return value;
        } else if (value instanceof Date date) {
            return ofUtilDate(date);
        }
        throw unsupported(value);
    }

    /** The text form shows whole minutes of an offset only. */
    private static OffsetDateTime offset(OffsetDateTime time) {
        OffsetDateTime micros = time.truncatedTo(ChronoUnit.MICROS);
        return micros.getOffset().getTotalSeconds() % 60 == 0 ? micros : micros.withOffsetSameInstant(ZoneOffset.UTC);
    }

    /** The classes of {@code java.sql} by name, so that its module may be absent. */
    private static Object ofUtilDate(Date date) {
        return switch (date.getClass().getName()) {
            case "java.sql.Date" -> LocalDate.parse(date.toString());
            case "java.sql.Time" -> LocalTime.parse(date.toString());
            default -> offset(date.toInstant().atOffset(ZoneOffset.UTC));
        };
    }

    private static DltException unsupported(Object value) {
        return new DltException(
                IncrementalError.INCREMENTAL_VALUE_UNSUPPORTED,
                "A cursor or a state cannot hold the value " + value + " of class "
                        + value.getClass().getName() + ".",
                "Convert it to text, a number, a date or time of java.time, or a map or list of these.");
    }

    /**
     * The value as typed JSON.
     *
     * @throws DltException as {@link #canonical}
     */
    public static @Nullable Object encode(@Nullable Object value) {
        return value == null ? null : encodeCanonical(canonical(value));
    }

    private static Object encodeCanonical(Object value) {
        if (value instanceof BigDecimal) {
            return TypeTags.DECIMAL + value.toString();
        } else if (value instanceof OffsetDateTime time) {
            return TypeTags.TIMESTAMP + IsoForms.text(time);
        } else if (value instanceof LocalDateTime time) {
            return TypeTags.TIMESTAMP + IsoForms.text(time);
        } else if (value instanceof LocalDate) {
            return TypeTags.DATE + value.toString();
        } else if (value instanceof LocalTime time) {
            return TypeTags.TIME + IsoForms.text(time);
        } else if (value instanceof byte[] bytes) {
            return TypeTags.BYTES + Base64.getEncoder().encodeToString(bytes);
        } else if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((key, item) -> copy.put(String.valueOf(key), item == null ? null : encodeCanonical(item)));
            return copy;
        } else if (value instanceof List<?> items) {
            List<@Nullable Object> copy = new ArrayList<>(items.size());
            items.forEach(item -> copy.add(item == null ? null : encodeCanonical(item)));
            return copy;
        }
        return value;
    }

    /** The value of typed JSON. A text whose first character only looks like a type stays as it is. */
    public static @Nullable Object decode(@Nullable Object stored) {
        if (stored instanceof String text) {
            return isTagged(text) ? decodeTagged(text) : text;
        } else if (stored instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((key, item) -> copy.put(String.valueOf(key), decode(item)));
            return Collections.unmodifiableMap(copy);
        } else if (stored instanceof Collection<?> items) {
            List<@Nullable Object> copy = new ArrayList<>(items.size());
            items.forEach(item -> copy.add(decode(item)));
            return Collections.unmodifiableList(copy);
        }
        return stored;
    }

    /** The text of typed JSON as plain JSON has it: without the tag, if there is one. */
    static String plain(String text) {
        return isTagged(text) && decodeTagged(text) != (Object) text ? text.substring(1) : text;
    }

    private static boolean isTagged(String text) {
        return text.length() > 1 && text.charAt(0) >= TypeTags.DECIMAL && text.charAt(0) <= TypeTags.TIME;
    }

    private static Object decodeTagged(String text) {
        String rest = text.substring(1);
        try {
            return switch (text.charAt(0)) {
                case TypeTags.DECIMAL, TypeTags.WEI -> new BigDecimal(rest);
                case TypeTags.TIMESTAMP -> canonical(IsoForms.timestamp(rest));
                case TypeTags.DATE -> LocalDate.parse(rest);
                case TypeTags.TIME -> canonical(LocalTime.parse(rest));
                case TypeTags.BYTES -> Base64.getDecoder().decode(rest);
                case TypeTags.HEX_BYTES -> HexFormat.of().parseHex(rest, rest.startsWith("0x") ? 2 : 0, rest.length());
                case TypeTags.UUID ->
                    rest.length() == UUID_LENGTH ? UUID.fromString(rest).toString() : text;
                default -> text;
            };
        } catch (IllegalArgumentException | DateTimeException e) {
            // a text of the user's that begins with such a character is kept whole, as the reference keeps it
            return text;
        }
    }
}
