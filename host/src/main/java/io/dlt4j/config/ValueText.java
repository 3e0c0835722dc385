package io.dlt4j.config;

import com.fasterxml.jackson.core.io.NumberOutput;
import io.dlt4j.api.config.Secret;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Configuration values as text, written as the reference writes them. */
final class ValueText {

    private ValueText() {}

    static String of(Object value) {
        if (value instanceof Boolean bool) {
            return bool ? "True" : "False";
        }
        if (value instanceof Double number) {
            return ofDouble(number);
        }
        if (value instanceof Map<?, ?> || value instanceof List<?>) {
            return JsonText.format(value);
        }
        if (value instanceof OffsetDateTime time) {
            return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time)
                    + (time.getOffset().equals(ZoneOffset.UTC) ? "+00:00" : time.getOffset());
        }
        if (value instanceof LocalDateTime time) {
            return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time);
        }
        if (value instanceof LocalTime time) {
            return DateTimeFormatter.ISO_LOCAL_TIME.format(time);
        }
        if (value instanceof byte[] bytes) {
            return Base64.getEncoder().encodeToString(bytes);
        }
        return value.toString();
    }

    /**
     * For people: secrets are masked, also the password and the query of a URL, and what free entries such as a driver's
     * options hold.
     */
    static String shown(Object value) {
        if (value instanceof Secret || value instanceof Boolean) {
            return value.toString();
        }
        if (value instanceof byte[] bytes) {
            return bytes.length + " bytes";
        }
        if (value instanceof Map<?, ?> map) {
            return map.keySet().stream().map(key -> key + ": ***").collect(Collectors.joining(", ", "{", "}"));
        }
        return withoutUrlSecrets(of(value));
    }

    /** Rather masks too much: a question mark may belong to the password, and an at sign to the query. */
    private static String withoutUrlSecrets(String url) {
        int authority = url.indexOf("://");
        if (authority < 0) {
            return url;
        }
        int at = url.lastIndexOf('@');
        int colon = url.indexOf(':', authority + 3);
        boolean hasPassword = colon >= 0 && colon < at;
        String place = hasPassword ? url.substring(at) : url;
        int query = place.indexOf('?');
        String shown = query < 0 ? place : place.substring(0, query) + "?***";
        return hasPassword ? url.substring(0, colon + 1) + "***" + shown : shown;
    }

    /** The shortest digits that read back as the same number, with an exponent from 1e16 on and below 1e-4. */
    private static String ofDouble(double number) {
        if (Double.isNaN(number)) {
            return "nan";
        }
        if (Double.isInfinite(number)) {
            return number > 0 ? "inf" : "-inf";
        }
        BigDecimal digits = new BigDecimal(NumberOutput.toString(number, true)).stripTrailingZeros();
        int exponent = digits.precision() - digits.scale() - 1;
        if (number != 0 && (exponent < -4 || exponent >= 16)) {
            String unscaled = digits.unscaledValue().abs().toString();
            String fraction = unscaled.length() == 1 ? "" : "." + unscaled.substring(1);
            return (number < 0 ? "-" : "") + unscaled.charAt(0) + fraction + "e" + (exponent < 0 ? "-" : "+")
                    + (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
        }
        String plain = digits.toPlainString();
        return number == 0 ? (1 / number < 0 ? "-0.0" : "0.0") : plain.indexOf('.') < 0 ? plain + ".0" : plain;
    }
}
