package io.dlt4j.normalize;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads JSON tokens as plain Java values, the way the general path works on them. */
final class Values {

    private Values() {}

    /**
     * The value at the parser's current token, with all that is in it. Objects become {@link LinkedHashMap}, where a key that
     * occurs again replaces the value but keeps the place.
     */
    static @Nullable Object read(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> readObject(parser);
            case START_ARRAY -> readArray(parser);
            default -> scalar(parser, token);
        };
    }

    private static Map<String, @Nullable Object> readObject(JsonParser parser) throws IOException {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        String key;
        while ((key = parser.nextFieldName()) != null) {
            parser.nextToken();
            object.put(key, read(parser));
        }
        return object;
    }

    private static List<@Nullable Object> readArray(JsonParser parser) throws IOException {
        List<@Nullable Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(read(parser));
        }
        return list;
    }

    /** A scalar as {@link Coercion} knows it, type tags not decoded; {@code null} for null and numbers that are none. */
    static @Nullable Object scalar(JsonParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> integer(parser);
            case VALUE_NUMBER_FLOAT -> {
                double value = parser.getDoubleValue();
                yield Double.isInfinite(value) || Double.isNaN(value) ? null : value;
            }
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            default -> null;
        };
    }

    private static Object integer(JsonParser parser) throws IOException {
        return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                ? parser.getBigIntegerValue()
                : (Object) parser.getLongValue();
    }

    /**
     * Gives an integer past 64 bits the type it is stored as: wei where that many digits fit, else text. The reference fails
     * on these. Wei that does not fit becomes text too.
     */
    static Object narrow(Object value, int weiDigits) {
        Object narrowed = value instanceof BigInteger big ? new Wei(new BigDecimal(big)) : value;
        return narrowed instanceof Wei wei && !wei.fits(weiDigits) ? wei.value().toPlainString() : narrowed;
    }
}
