package io.dlt4j.normalize;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HexFormat;
import java.util.List;

/** Reads the recorded cases: tab-separated lines, values as {@code type:text}. */
final class Goldens {

    private Goldens() {}

    static List<String[]> lines(String name) {
        try (InputStream in = requireNonNull(Goldens.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split("\t", -1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The string of a JSON string literal. */
    static String string(String literal) {
        return (String) JsonText.parse(literal);
    }

    static Object value(String notation) {
        if (notation.equals("!")) {
            return Coercion.FAILED;
        }
        int colon = notation.indexOf(':');
        String text = notation.substring(colon + 1);
        return switch (notation.substring(0, colon)) {
            case "text" -> string(text);
            case "json" -> JsonText.parse(text);
            case "bool" -> Boolean.valueOf(text);
            case "bigint" -> bigint(new BigInteger(text));
            case "double" -> real(text);
            case "decimal" -> new BigDecimal(text);
            case "wei" -> new Wei(new BigDecimal(text));
            case "bytes" -> HexFormat.of().parseHex(text);
            case "hexbytes" -> new HexBytes(HexFormat.of().parseHex(text));
            case "date" -> LocalDate.parse(text);
            case "time" -> LocalTime.parse(text);
            case "timestamp" -> TypedJson.decode('\uF027' + text);
            default -> throw new IllegalArgumentException(notation);
        };
    }

    private static Object bigint(BigInteger number) {
        return number.bitLength() < Long.SIZE ? (Object) number.longValue() : number;
    }

    private static Double real(String text) {
        return switch (text) {
            case "nan" -> Double.NaN;
            case "inf" -> Double.POSITIVE_INFINITY;
            default -> Double.valueOf(text);
        };
    }
}
