package io.dlt4j.normalize;

import io.dlt4j.schema.PythonFloats;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** The text of a value as a text column shows it. */
final class TextForms {

    private TextForms() {}

    /**
     * The text of a value of a class that {@link ValueTypes} lists: numbers as Python prints them, {@code True} and
     * {@code False}, ISO dates and times, Base64 or {@code 0x} for bytes, compact JSON.
     */
    static String text(Object value) {
        if (value instanceof String text) {
            return text;
        } else if (value instanceof Long || value instanceof BigInteger || value instanceof BigDecimal) {
            return value.toString();
        } else if (value instanceof Double number) {
            return PythonFloats.repr(number);
        } else if (value instanceof Boolean bool) {
            return bool ? "True" : "False";
        } else if (value instanceof Map || value instanceof List) {
            return JsonText.compact(value);
        }
        return textOfTyped(value);
    }

    private static String textOfTyped(Object value) {
        if (value instanceof Timestamp timestamp) {
            return IsoText.text(timestamp);
        } else if (value instanceof LocalDate date) {
            return IsoText.text(date);
        } else if (value instanceof LocalTime time) {
            return IsoText.text(time);
        } else if (value instanceof Wei wei) {
            return wei.value().toString();
        } else if (value instanceof byte[] bytes) {
            return Base64.getEncoder().encodeToString(bytes);
        } else if (value instanceof HexBytes bytes) {
            return bytes.text();
        }
        throw new IllegalArgumentException(
                "not a value of the normalizer: " + value.getClass().getName());
    }
}
