package io.dlt4j.incremental;

import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;

/** The kinds of values as messages name them. */
final class KindNames {

    private KindNames() {}

    static String of(Object value) {
        if (value instanceof Long || value instanceof BigInteger) {
            return "whole number";
        } else if (value instanceof Number) {
            return "number";
        } else if (value instanceof Boolean) {
            return "truth value";
        } else if (value instanceof OffsetDateTime) {
            return "date-time with offset";
        } else if (value instanceof LocalDateTime) {
            return "date-time without offset";
        } else if (value instanceof LocalDate) {
            return "date";
        } else if (value instanceof LocalTime) {
            return "time of day";
        } else if (value instanceof Map) {
            return "object";
        } else if (value instanceof List) {
            return "list";
        }
        return value instanceof String ? "text" : "binary value";
    }
}
