package io.dlt4j.normalize;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.error.DltException;
import io.dlt4j.schema.TypeTags;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;

/**
 * The text forms of values that JSON has no type for.
 *
 * <p>In extracted items such a value is a string that begins with a private-use character, its tag, and goes on with
 * the value's text: U+F026 decimal, U+F027 timestamp, U+F028 date, U+F029 UUID, U+F02A bytes as hexadecimal, U+F02B
 * bytes as Base64, U+F02C wei, U+F02D time (dlt's typed JSON). Where the reader needs no type, the text alone is
 * written.
 */
public final class TypedJson {

    private static final int UUID_LENGTH = 36;
    private static final int NANOS_PER_MICRO = 1_000;

    private TypedJson() {}

    /** Whether a string that begins with this character, and has at least one more, may be a typed value. */
    public static boolean isTagged(char first) {
        return first >= TypeTags.DECIMAL && first <= TypeTags.LAST;
    }

    static boolean isTagged(String text) {
        return text.length() > 1 && isTagged(text.charAt(0));
    }

    /**
     * The value of a tagged string, of the classes that the normalizer works with; the string itself, with its first
     * character, if it is not tagged, or if the rest is not a text of that type.
     *
     * <p>A UUID is decoded to its text. NaN and infinite decimals stay strings: {@link BigDecimal} has none.
     */
    public static Object decode(String text) {
        if (!isTagged(text)) {
            return text;
        }
        String rest = text.substring(1);
        Optional<?> value = switch (text.charAt(0)) {
            case TypeTags.DECIMAL -> DecimalText.parse(rest);
            case TypeTags.TIMESTAMP -> decodeTimestamp(rest);
            case TypeTags.DATE -> decodeDate(rest);
            case TypeTags.UUID -> decodeUuid(rest);
            case TypeTags.HEX_BYTES ->
                BinaryText.parseHex(rest, rest.startsWith("0x") ? 2 : 0).map(HexBytes::new);
            case TypeTags.BYTES -> BinaryText.parseBase64(rest);
            case TypeTags.WEI -> DecimalText.parse(rest).map(Wei::new);
            case TypeTags.TIME -> decodeTime(rest);
            default -> Optional.empty();
        };
        return value.isPresent() ? value.get() : text;
    }

    /**
     * Whether {@link #encode} and {@link #plain} know the class of the value.
     *
     * @throws DltException as {@link #encode}, if they do but the value is out of range
     */
    public static boolean encodes(Object value) {
        return canonical(value).isPresent();
    }

    /**
     * The tagged text of a value: {@link BigDecimal}, {@link Instant}, {@link OffsetDateTime}, {@link ZonedDateTime},
     * {@link Date} with its subclasses in {@code java.sql}, {@link LocalDateTime}, {@link LocalDate},
     * {@link LocalTime}, {@code byte[]}, and what {@link #decode} returns. Times are cut to microseconds. A
     * {@link UUID} is plain text, as in dlt.
     *
     * @throws DltException if the value is of another class, a date outside of the years 1 to 9999, or a decimal with more
     *     digits than any destination stores
     */
    public static String encode(Object value) {
        Object canonical = require(value);
        String text = TextForms.text(canonical);
        return canonical instanceof String ? text : tag(canonical) + text;
    }

    /**
     * The text of such a value without its tag.
     *
     * @throws DltException as {@link #encode}
     */
    public static String plain(Object value) {
        return TextForms.text(require(value));
    }

    private static char tag(Object canonical) {
        return switch (ValueTypes.typeOf(canonical)) {
            case DECIMAL -> TypeTags.DECIMAL;
            case WEI -> TypeTags.WEI;
            case TIMESTAMP -> TypeTags.TIMESTAMP;
            case DATE -> TypeTags.DATE;
            case TIME -> TypeTags.TIME;
            case BINARY -> canonical instanceof HexBytes ? TypeTags.HEX_BYTES : TypeTags.BYTES;
            default -> throw new IllegalArgumentException("not a typed value: " + canonical);
        };
    }

    private static Object require(Object value) {
        requireNonNull(value, "value is null");
        return canonical(value)
                .orElseThrow(() -> new DltException(
                        NormalizeError.NORMALIZE_VALUE_UNSUPPORTED,
                        "A value of class " + value.getClass().getName() + " cannot be extracted.",
                        "Convert it to text, a number, a date, bytes, a list or a map before it is yielded."));
    }

    /** The value in one of the classes of {@link ValueTypes} that have a tag, or as text. */
    private static Optional<Object> canonical(Object value) {
        if (value instanceof BigDecimal decimal) {
            return Optional.of(bounded(decimal));
        } else if (value instanceof Wei wei) {
            bounded(wei.value());
            return Optional.of(wei);
        } else if (value instanceof byte[]
                || value instanceof HexBytes
                || value instanceof Timestamp
                || value instanceof LocalTime) {
            return Optional.of(value);
        } else if (value instanceof UUID) {
            return Optional.of(value.toString());
        }
        return canonicalDate(value);
    }

    private static BigDecimal bounded(BigDecimal value) {
        if (DecimalText.isBounded(value)) {
            return value;
        }
        throw new DltException(
                NormalizeError.NORMALIZE_VALUE_UNSUPPORTED,
                "A decimal of precision " + value.precision() + " and scale " + value.scale() + " has more than "
                        + DecimalText.MAX_WHOLE_DIGITS + " digits before or " + DecimalText.MAX_FRACTION_DIGITS
                        + " after the decimal point.",
                "Round it, or convert it to text, before it is yielded.");
    }

    private static Optional<Object> canonicalDate(Object value) {
        if (value instanceof Instant instant) {
            return Optional.of(aware(instant.getEpochSecond(), instant.getNano(), 0, instant));
        } else if (value instanceof OffsetDateTime time) {
            return Optional.of(aware(time.toEpochSecond(), time.getNano(), offset(time.getOffset()), time));
        } else if (value instanceof ZonedDateTime time) {
            return Optional.of(aware(time.toEpochSecond(), time.getNano(), offset(time.getOffset()), time));
        } else if (value instanceof LocalDateTime time) {
            return Optional.of(Timestamp.local(micros(time.toEpochSecond(ZoneOffset.UTC), time.getNano(), time)));
        } else if (value instanceof LocalDate date) {
            micros(date.toEpochDay() * Timestamp.SECONDS_PER_DAY, 0, date);
            return Optional.of(date);
        } else if (value instanceof Date date) {
            return canonical(ofUtilDate(date));
        }
        return Optional.empty();
    }

    /**
     * The {@code java.time} value of a date; the classes of {@code java.sql} by name, so that its module may be
     * absent.
     */
    private static Object ofUtilDate(Date date) {
        return switch (date.getClass().getName()) {
            case "java.sql.Date" -> LocalDate.parse(date.toString());
            case "java.sql.Time" -> LocalTime.parse(date.toString());
            default -> date.toInstant();
        };
    }

    private static Timestamp aware(long epochSecond, int nano, int offset, Object value) {
        micros(epochSecond + offset, nano, value);
        return new Timestamp(micros(epochSecond, nano, value), true, offset);
    }

    /** The offset as the text form can show it: one with seconds is replaced by UTC. */
    private static int offset(ZoneOffset offset) {
        return offset.getTotalSeconds() % 60 == 0 ? offset.getTotalSeconds() : 0;
    }

    private static long micros(long epochSecond, int nano, Object value) {
        long micros = Timestamp.ofEpochSeconds(epochSecond);
        if (micros == Timestamp.OUT_OF_RANGE) {
            throw new DltException(
                    NormalizeError.NORMALIZE_VALUE_UNSUPPORTED,
                    "The date " + value + " is outside of the years 1 to 9999.",
                    "Replace it before it is yielded, for example by null or by 9999-12-31.");
        }
        return micros + nano / NANOS_PER_MICRO;
    }

    private static Optional<Timestamp> decodeTimestamp(String text) {
        IsoParser parser = new IsoParser();
        return switch (parser.parse(text)) {
            case DATE_TIME, DATE ->
                Optional.of(new Timestamp(parser.micros(), parser.hasOffset(), parser.offsetSeconds()));
            default -> Optional.empty();
        };
    }

    private static Optional<LocalDate> decodeDate(String text) {
        IsoParser parser = new IsoParser();
        return parser.parse(text) == IsoParser.Kind.DATE
                ? Optional.of(LocalDate.ofEpochDay(parser.epochDay()))
                : Optional.empty();
    }

    private static Optional<LocalTime> decodeTime(String text) {
        IsoParser parser = new IsoParser();
        return parser.parse(text) == IsoParser.Kind.TIME
                ? Optional.of(LocalTime.ofNanoOfDay(parser.microsOfDay() * NANOS_PER_MICRO))
                : Optional.empty();
    }

    private static Optional<String> decodeUuid(String text) {
        if (text.length() != UUID_LENGTH) {
            return Optional.empty();
        }
        try {
            return Optional.of(UUID.fromString(text).toString());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
