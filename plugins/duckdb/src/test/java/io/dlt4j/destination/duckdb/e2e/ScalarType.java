package io.dlt4j.destination.duckdb.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The types that a JSON scalar can get, with the reference's rules for what fits: its coercion matrix, as far as values of
 * tests go into it. Values are written as {@link LoadedDataset} reads them.
 */
enum ScalarType {
    BIGINT("BIGINT"),
    DOUBLE("DOUBLE"),
    BOOL("BOOLEAN"),
    TEXT("VARCHAR"),
    TIMESTAMP("TIMESTAMP WITH TIME ZONE"),
    WEI("DECIMAL(38,0)");

    private static final BigInteger MAX_LONG = BigInteger.valueOf(Long.MAX_VALUE);
    private static final BigInteger MIN_LONG = BigInteger.valueOf(Long.MIN_VALUE);
    private static final Set<String> YES = Set.of("yes", "true", "t", "y", "1");
    private static final Set<String> NO = Set.of("no", "false", "f", "n", "0");

    /** Of the many forms that are recognised those that occur in tests. */
    private static final DateTimeFormatter SLASHED = DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm");

    private final String sqlType;

    ScalarType(String sqlType) {
        this.sqlType = sqlType;
    }

    String sqlType() {
        return sqlType;
    }

    /** The type that a value has by itself. */
    static ScalarType of(JsonNode value) {
        if (value.isIntegralNumber()) {
            return fitsLong(value.bigIntegerValue()) ? BIGINT : WEI;
        }
        if (value.isNumber()) {
            return DOUBLE;
        }
        return value.isBoolean() ? BOOL : TEXT;
    }

    /** The type of a column that begins with a value. */
    static ScalarType detected(JsonNode value) {
        return value.isTextual() && instant(value.textValue()).isPresent() ? TIMESTAMP : of(value);
    }

    /** A value in a column of this type; empty if it has to go into a variant. */
    Optional<String> fit(JsonNode value) {
        return switch (this) {
            case BIGINT -> integer(value);
            case DOUBLE -> number(value).map(number -> Double.toString(number.doubleValue()));
            case BOOL -> bool(value);
            case TEXT -> Optional.of(text(value));
            case TIMESTAMP -> timestamp(value);
            case WEI -> number(value).map(number -> number.stripTrailingZeros().toPlainString());
        };
    }

    private static Optional<String> integer(JsonNode value) {
        return number(value)
                .filter(number -> !value.isTextual() || value.textValue().matches("-?\\d+"))
                .filter(number -> number.stripTrailingZeros().scale() <= 0)
                .map(BigDecimal::toBigIntegerExact)
                .filter(ScalarType::fitsLong)
                .map(BigInteger::toString);
    }

    private static Optional<String> bool(JsonNode value) {
        if (value.isBoolean()) {
            return Optional.of(value.asText());
        }
        if (value.isNumber()) {
            return Optional.of(Boolean.toString(value.decimalValue().signum() != 0));
        }
        String word = value.textValue().toLowerCase(Locale.ROOT);
        return YES.contains(word) || NO.contains(word)
                ? Optional.of(Boolean.toString(YES.contains(word)))
                : Optional.empty();
    }

    private static String text(JsonNode value) {
        if (value.isBoolean()) {
            return value.booleanValue() ? "True" : "False";
        }
        return value.isFloatingPointNumber() ? Double.toString(value.doubleValue()) : value.asText();
    }

    private static Optional<String> timestamp(JsonNode value) {
        if (value.isTextual()) {
            Optional<String> read = instant(value.textValue()).map(Instant::toString);
            if (read.isPresent()) {
                return read;
            }
        }
        return number(value)
                .map(number -> Instant.EPOCH
                        .plusNanos(number.movePointRight(9).longValueExact())
                        .toString());
    }

    /** A number, or a text that is one. A boolean is none. */
    private static Optional<BigDecimal> number(JsonNode value) {
        if (value.isNumber()) {
            return Optional.of(value.decimalValue());
        }
        return value.isTextual() && value.textValue().matches("-?\\d+(\\.\\d+)?")
                ? Optional.of(new BigDecimal(value.textValue()))
                : Optional.empty();
    }

    private static Optional<Instant> instant(String text) {
        if (text.length() < 16 || !Character.isDigit(text.charAt(0))) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    text.charAt(4) == '/'
                            ? LocalDateTime.parse(text, SLASHED).toInstant(ZoneOffset.UTC)
                            : OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static boolean fitsLong(BigInteger value) {
        return value.compareTo(MIN_LONG) >= 0 && value.compareTo(MAX_LONG) <= 0;
    }
}
