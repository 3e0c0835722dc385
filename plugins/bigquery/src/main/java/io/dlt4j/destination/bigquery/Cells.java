package io.dlt4j.destination.bigquery;

import com.google.cloud.bigquery.Field;
import com.google.cloud.bigquery.FieldValue;
import com.google.cloud.bigquery.QueryParameterValue;
import com.google.cloud.bigquery.StandardSQLTypeName;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Values of results and parameters of statements, between BigQuery's types and those of the SPI. */
final class Cells {

    private static final DateTimeFormatter DATE_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS", Locale.ROOT);

    private Cells() {}

    /** A value in a type of {@link io.dlt4j.api.load.SupportsSql.RowConsumer#row}. */
    static @Nullable Object value(Field field, FieldValue value) {
        if (value.isNull()) {
            return null;
        }
        if (value.getAttribute() != FieldValue.Attribute.PRIMITIVE) {
            return value.getValue().toString();
        }
        StandardSQLTypeName type = field.getType().getStandardType();
        return switch (type) {
            case INT64 -> value.getLongValue();
            case FLOAT64 -> value.getDoubleValue();
            case BOOL -> value.getBooleanValue();
            case NUMERIC, BIGNUMERIC -> value.getNumericValue();
            case BYTES -> value.getBytesValue();
            case DATE -> LocalDate.parse(value.getStringValue());
            case TIME -> LocalTime.parse(value.getStringValue());
            case DATETIME -> LocalDateTime.parse(value.getStringValue());
            case TIMESTAMP ->
                Instant.EPOCH.plus(value.getTimestampValue(), ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
            default -> value.getStringValue();
        };
    }

    /** @throws IllegalArgumentException if the value is of no type of {@link io.dlt4j.api.load.SupportsSql#query} */
    static QueryParameterValue parameter(@Nullable Object value) {
        if (value == null) {
            return QueryParameterValue.string(null);
        }
        if (value instanceof String text) {
            return QueryParameterValue.string(text);
        }
        if (value instanceof Boolean flag) {
            return QueryParameterValue.bool(flag);
        }
        if (value instanceof byte[] bytes) {
            return QueryParameterValue.bytes(bytes);
        }
        return value instanceof Number number ? number(number) : temporal(value);
    }

    private static QueryParameterValue number(Number value) {
        if (value instanceof BigDecimal decimal) {
            boolean big = decimal.scale() > 9 || decimal.precision() - decimal.scale() > 29;
            return big ? QueryParameterValue.bigNumeric(decimal) : QueryParameterValue.numeric(decimal);
        }
        return value instanceof Double || value instanceof Float
                ? QueryParameterValue.float64(value.doubleValue())
                : QueryParameterValue.int64(value.longValue());
    }

    private static QueryParameterValue temporal(Object value) {
        if (value instanceof OffsetDateTime time) {
            return QueryParameterValue.timestamp(ChronoUnit.MICROS.between(Instant.EPOCH, time.toInstant()));
        }
        if (value instanceof LocalDateTime time) {
            return QueryParameterValue.dateTime(DATE_TIME.format(time));
        }
        if (value instanceof LocalDate date) {
            return QueryParameterValue.date(date.toString());
        }
        if (value instanceof LocalTime time) {
            return QueryParameterValue.time(TIME.format(time));
        }
        throw new IllegalArgumentException("a parameter is of " + value.getClass());
    }
}
