package io.dlt4j.destination.bigquery.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Base64;
import java.util.Locale;

/** Values of rows in JSON, checked as BigQuery does and brought to the text that DuckDB casts to its column. */
final class Values {

    private static final DateTimeFormatter DATE_TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendPattern("['T'][ ]")
            .appendPattern("H:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 6, true)
            .optionalEnd()
            .parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
            .appendPattern("[ ]['UTC'][XXX][X]")
            .toFormatter(Locale.ROOT);
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("H:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 6, true)
            .toFormatter(Locale.ROOT);

    private Values() {}

    /**
     * The text of a value that is not null.
     *
     * @throws IllegalArgumentException saying why it is no value of the field
     */
    static String text(Field field, JsonNode value) {
        if (field.type().equals("JSON") || field.type().equals("STRUCT") || field.repeated()) {
            return value.toString();
        }
        if (value.isContainerNode()) {
            throw new IllegalArgumentException("JSON object specified for non-record field: " + field.name());
        }
        try {
            return scalar(field, value);
        } catch (DateTimeException | NumberFormatException e) {
            throw new IllegalArgumentException(
                    "Could not convert value to " + field.type() + ". Field: " + field.name() + "; Value: "
                            + value.asText(),
                    e);
        }
    }

    private static String scalar(Field field, JsonNode value) {
        String text = value.asText();
        return switch (field.type()) {
            case "STRING" -> checkedLength(field, text, text.codePointCount(0, text.length()));
            case "BYTES" -> checkedLength(field, text, Base64.getDecoder().decode(text).length);
            case "INT64" -> integer(field, value);
            case "FLOAT64" -> floating(field, value);
            case "BOOL" -> bool(field, value);
            case "NUMERIC", "BIGNUMERIC" -> decimal(field, value);
            case "DATE" -> LocalDate.parse(text).toString();
            case "TIME" -> LocalTime.parse(text, TIME).toString();
            case "DATETIME" ->
                inRange(LocalDateTime.parse(text, DATE_TIME).atOffset(ZoneOffset.UTC))
                        .toLocalDateTime()
                        .toString();
            case "TIMESTAMP" -> timestamp(text).toString();
            default -> throw new IllegalArgumentException("Unsupported type " + field.type());
        };
    }

    private static String checkedLength(Field field, String text, int length) {
        if (field.length().isPresent() && length > field.length().getAsInt()) {
            throw new IllegalArgumentException("Field " + field.name() + " has type parameters " + field.type() + "("
                    + field.length().getAsInt() + "): value has length " + length);
        }
        return text;
    }

    private static String integer(Field field, JsonNode value) {
        if (!value.isIntegralNumber() && !value.isTextual()) {
            throw wrong(field, value);
        }
        return String.valueOf(new BigInteger(value.asText()).longValueExact());
    }

    private static String floating(Field field, JsonNode value) {
        if (value.isTextual()) {
            String text = value.asText().toLowerCase(Locale.ROOT);
            switch (text) {
                case "nan":
                    return "NaN";
                case "inf", "infinity", "+inf":
                    return "Infinity";
                case "-inf", "-infinity":
                    return "-Infinity";
                default:
                    return new BigDecimal(text).toString();
            }
        }
        if (!value.isNumber()) {
            throw wrong(field, value);
        }
        return value.asText();
    }

    private static String bool(Field field, JsonNode value) {
        String text = value.asText().toLowerCase(Locale.ROOT);
        if (!value.isBoolean() && !(value.isTextual() && (text.equals("true") || text.equals("false")))) {
            throw wrong(field, value);
        }
        return text;
    }

    private static String decimal(Field field, JsonNode value) {
        if (!value.isNumber() && !value.isTextual()) {
            throw wrong(field, value);
        }
        BigDecimal number = new BigDecimal(value.asText());
        if (number.scale() > field.fraction()) {
            number = number.setScale(field.fraction(), RoundingMode.HALF_UP);
        }
        BigDecimal plain = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        if (plain.precision() - plain.scale() > field.digits() - field.fraction()) {
            throw new IllegalArgumentException(
                    "Invalid " + field.type() + " value: " + value.asText() + " Field: " + field.name());
        }
        return plain.toPlainString();
    }

    private static OffsetDateTime timestamp(String text) {
        var parsed = DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
        return inRange(
                parsed instanceof OffsetDateTime zoned ? zoned : ((LocalDateTime) parsed).atOffset(ZoneOffset.UTC));
    }

    private static OffsetDateTime inRange(OffsetDateTime time) {
        OffsetDateTime utc = time.withOffsetSameInstant(ZoneOffset.UTC);
        if (utc.getYear() < 1 || utc.getYear() > 9999) {
            throw new DateTimeException("year " + utc.getYear());
        }
        return utc;
    }

    private static IllegalArgumentException wrong(Field field, JsonNode value) {
        return new IllegalArgumentException(
                "Could not convert value to " + field.type() + ". Field: " + field.name() + "; Value: " + value);
    }
}
