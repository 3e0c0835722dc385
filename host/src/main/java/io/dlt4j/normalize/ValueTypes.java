package io.dlt4j.normalize;

import io.dlt4j.api.schema.DataType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;

/**
 * The classes in which the normalizer holds a value that it cannot keep as a token.
 *
 * <table>
 * <caption>Classes and types</caption>
 * <tr><td>{@code bool}</td><td>{@link Boolean}</td></tr>
 * <tr><td>{@code bigint}</td><td>{@link Long}; {@link BigInteger} only for what 64 signed bits cannot hold</td></tr>
 * <tr><td>{@code double}</td><td>{@link Double}</td></tr>
 * <tr><td>{@code text}</td><td>{@link String}</td></tr>
 * <tr><td>{@code decimal}</td><td>{@link BigDecimal}, so never NaN or infinite (see {@link DecimalText})</td></tr>
 * <tr><td>{@code wei}</td><td>{@link Wei}</td></tr>
 * <tr><td>{@code timestamp}</td><td>{@link Timestamp}</td></tr>
 * <tr><td>{@code date}, {@code time}</td><td>{@link LocalDate}, {@link LocalTime}</td></tr>
 * <tr><td>{@code binary}</td><td>{@code byte[]}, {@link HexBytes}</td></tr>
 * <tr><td>{@code json}</td><td>{@link Map} and {@link List}, whose elements may be any of these or null</td></tr>
 * </table>
 */
final class ValueTypes {

    private ValueTypes() {}

    /**
     * The data type that dlt infers for the value when no preference and no detection applies.
     *
     * @throws IllegalArgumentException if the value is of a class that the table above does not list
     */
    static DataType typeOf(Object value) {
        if (value instanceof String) {
            return DataType.TEXT;
        } else if (value instanceof Long || value instanceof BigInteger) {
            return DataType.BIGINT;
        } else if (value instanceof Double) {
            return DataType.DOUBLE;
        } else if (value instanceof Boolean) {
            return DataType.BOOL;
        } else if (value instanceof Map || value instanceof List) {
            return DataType.JSON;
        }
        return typeOfTyped(value);
    }

    private static DataType typeOfTyped(Object value) {
        if (value instanceof Timestamp) {
            return DataType.TIMESTAMP;
        } else if (value instanceof BigDecimal) {
            return DataType.DECIMAL;
        } else if (value instanceof Wei) {
            return DataType.WEI;
        } else if (value instanceof LocalDate) {
            return DataType.DATE;
        } else if (value instanceof LocalTime) {
            return DataType.TIME;
        } else if (value instanceof byte[] || value instanceof HexBytes) {
            return DataType.BINARY;
        }
        throw new IllegalArgumentException(
                "not a value of the normalizer: " + value.getClass().getName());
    }
}
