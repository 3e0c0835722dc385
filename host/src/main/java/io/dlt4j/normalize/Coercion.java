package io.dlt4j.normalize;

import io.dlt4j.api.schema.DataType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;

/**
 * Converts a value to the type of the column that it goes to.
 *
 * <p>Values are of the classes that {@link ValueTypes} lists, before and after. The rules are those of dlt 1.26,
 * except:
 *
 * <ul>
 *   <li>a {@code bigint} is 64 signed bits: an integer beyond them fails, whatever it comes from;
 *   <li>a {@code decimal} is never NaN, infinite or negative zero, and within {@link DecimalText}'s bounds;
 *   <li>a {@code timestamp} always comes out as the column keeps it ({@link Timestamp#inColumn}).
 * </ul>
 *
 * <p>Precision and scale of the column are not applied here.
 */
final class Coercion {

    /** The result for a value that cannot be coerced; it belongs in a variant column. */
    static final Object FAILED = Outcome.FAILED;

    /** The result for text that is the JSON document {@code null}: the row has no value in that column. */
    static final Object NULL = Outcome.NULL;

    private enum Outcome {
        FAILED,
        NULL
    }

    private static final int LONG_DIGITS = 19;

    private Coercion() {}

    /**
     * Coerces a value.
     *
     * @param to the type of the column
     * @param from the type of the value, {@link ValueTypes#typeOf}
     * @param value the value
     * @param timezone whether the column keeps the zone; matters only for {@code timestamp}
     * @return a value of type {@code to}, or {@link #FAILED}, or {@link #NULL}
     */
    static Object coerce(DataType to, DataType from, Object value, boolean timezone) {
        return switch (to) {
            case TEXT -> from == to ? value : TextForms.text(value);
            case JSON -> from == to ? value : from == DataType.TEXT ? JsonText.parse((String) value) : FAILED;
            case BINARY -> from == to ? value : toBinary(from, value);
            case BOOL -> from == to ? value : toBool(from, value);
            case BIGINT -> toBigint(from, value);
            case DOUBLE -> from == to ? value : toDouble(from, value);
            case DECIMAL -> from == to ? value : orFailed(decimal(from, value));
            case WEI -> from == to ? value : orFailed(decimal(from, value).map(Wei::new));
            case TIMESTAMP -> toTimestamp(from, value, timezone);
            case DATE -> from == to ? value : toDate(from, value);
            case TIME -> from == to ? value : from == DataType.TEXT ? timeOf((String) value) : FAILED;
        };
    }

    private static Object orFailed(Optional<?> value) {
        return value.isPresent() ? value.get() : FAILED;
    }

    private static Object toBinary(DataType from, Object value) {
        return switch (from) {
            case TEXT -> orFailed(BinaryText.parse((String) value));
            case BIGINT ->
                orFailed(BinaryText.littleEndian(
                        value instanceof BigInteger large ? large : BigInteger.valueOf((Long) value)));
            default -> FAILED;
        };
    }

    private static Object toBool(DataType from, Object value) {
        return switch (from) {
            case TEXT -> boolOf((String) value);
            case BIGINT -> !(value instanceof Long number) || number != 0;
            case DOUBLE -> (Double) value != 0;
            case DECIMAL -> ((BigDecimal) value).signum() != 0;
            case WEI -> ((Wei) value).value().signum() != 0;
            default -> FAILED;
        };
    }

    private static Object boolOf(String text) {
        TextCoercion parser = new TextCoercion();
        return parser.toBool(text.toCharArray(), 0, text.length()) ? (Object) (parser.longValue() != 0) : FAILED;
    }

    private static Object toBigint(DataType from, Object value) {
        return switch (from) {
            case BIGINT -> value instanceof Long ? value : FAILED;
            case TEXT -> bigintOf((String) value);
            case DOUBLE -> bigintOf((Double) value);
            case DECIMAL -> bigintOf((BigDecimal) value);
            case WEI -> bigintOf(((Wei) value).value());
            default -> FAILED;
        };
    }

    private static Object bigintOf(String text) {
        TextCoercion parser = new TextCoercion();
        return parser.toBigint(text.toCharArray(), 0, text.length()) ? (Object) parser.longValue() : FAILED;
    }

    private static Object bigintOf(double value) {
        boolean fits = value >= Long.MIN_VALUE && value < 0x1p63 && Math.rint(value) == value;
        return fits ? (Object) (long) value : FAILED;
    }

    private static Object bigintOf(BigDecimal value) {
        if (value.signum() == 0) {
            return 0L;
        }
        // asked first: 1E+100000 must not be written out to learn that it is too large, nor 1E-10000 that it has a
        // fraction
        long wholeDigits = (long) value.precision() - value.scale();
        if (wholeDigits > LONG_DIGITS || wholeDigits <= 0) {
            return FAILED;
        }
        BigDecimal stripped = value.stripTrailingZeros();
        if (stripped.scale() > 0) {
            return FAILED;
        }
        BigInteger whole = stripped.toBigInteger();
        return whole.bitLength() < Long.SIZE ? (Object) whole.longValue() : FAILED;
    }

    private static Object toDouble(DataType from, Object value) {
        return switch (from) {
            case TEXT -> doubleOf((String) value);
            case BIGINT -> ((Number) value).doubleValue();
            case DECIMAL -> ((BigDecimal) value).doubleValue();
            case WEI -> ((Wei) value).value().doubleValue();
            default -> FAILED;
        };
    }

    private static Object doubleOf(String text) {
        TextCoercion parser = new TextCoercion();
        return parser.toDouble(text.toCharArray(), 0, text.length()) ? (Object) parser.doubleValue() : FAILED;
    }

    private static Optional<BigDecimal> decimal(DataType from, Object value) {
        return switch (from) {
            case TEXT -> DecimalText.parseCell((String) value);
            case BIGINT ->
                Optional.of(
                        value instanceof BigInteger large ? new BigDecimal(large) : BigDecimal.valueOf((Long) value));
            case DOUBLE -> exact((Double) value);
            case DECIMAL -> Optional.of((BigDecimal) value);
            case WEI -> Optional.of(((Wei) value).value());
            default -> Optional.empty();
        };
    }

    private static Optional<BigDecimal> exact(double value) {
        return Double.isFinite(value) ? Optional.of(new BigDecimal(value)) : Optional.empty();
    }

    private static Object toTimestamp(DataType from, Object value, boolean timezone) {
        if (from == DataType.TIMESTAMP) {
            return ((Timestamp) value).inColumn(timezone);
        }
        long micros = from == DataType.DATE
                ? ((LocalDate) value).toEpochDay() * Timestamp.MICROS_PER_DAY
                : micros(from, value);
        return Timestamp.inRange(micros) ? new Timestamp(micros, timezone, 0) : FAILED;
    }

    private static Object toDate(DataType from, Object value) {
        long micros = from == DataType.TIMESTAMP ? ((Timestamp) value).micros() : micros(from, value);
        return micros == Timestamp.OUT_OF_RANGE
                ? FAILED
                : LocalDate.ofEpochDay(Math.floorDiv(micros, Timestamp.MICROS_PER_DAY));
    }

    /** What text and numbers mean as a point in time; {@link Timestamp#OUT_OF_RANGE} if nothing. */
    private static long micros(DataType from, Object value) {
        return switch (from) {
            case TEXT -> microsOf((String) value);
            case BIGINT -> value instanceof Long seconds ? Timestamp.ofEpochSeconds(seconds) : Timestamp.OUT_OF_RANGE;
            case DOUBLE -> Timestamp.ofEpochSeconds((Double) value);
            default -> Timestamp.OUT_OF_RANGE;
        };
    }

    private static long microsOf(String text) {
        TextCoercion parser = new TextCoercion();
        return parser.toTimestamp(text.toCharArray(), 0, text.length()) ? parser.longValue() : Timestamp.OUT_OF_RANGE;
    }

    private static Object timeOf(String text) {
        TextCoercion parser = new TextCoercion();
        return parser.toTime(text.toCharArray(), 0, text.length())
                ? LocalTime.ofNanoOfDay(parser.longValue() * 1_000)
                : FAILED;
    }
}
