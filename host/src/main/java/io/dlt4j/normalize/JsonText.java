package io.dlt4j.normalize;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.dlt4j.schema.CanonicalJson;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Texts that are JSON documents. */
final class JsonText {

    /** The depth that orjson, dlt's JSON library, accepts. */
    private static final int MAX_DEPTH = 1024;

    private static final int MAX_CHARACTERS = 64 << 20;
    private static final int MAX_NUMBER_LENGTH = 4_300;
    private static final int UNSIGNED_LONG_BITS = 64;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(MAX_CHARACTERS)
                    .maxNumberLength(MAX_NUMBER_LENGTH)
                    .build())
            .build();

    private JsonText() {}

    /**
     * Reads the document.
     *
     * <p>Integers up to 2^64−1 are {@link Long} or {@link BigInteger}, others are {@link Double}; of equal keys the
     * last wins; nested nulls are null.
     *
     * @return the value, {@link Coercion#NULL} for the document {@code null}, or {@link Coercion#FAILED} for what is
     *     no JSON
     */
    static Object parse(String text) {
        if (!canBegin(text)) {
            return Coercion.FAILED;
        }
        try (JsonParser parser = FACTORY.createParser(text)) {
            parser.nextToken();
            Object value = value(parser);
            return parser.nextToken() == null ? orNull(value) : Coercion.FAILED;
        } catch (IOException e) {
            // the text is no JSON; which character says so is of no use to anybody: the text is kept as it is
            return Coercion.FAILED;
        }
    }

    /**
     * Writes a value as a compact document, keys in their order. Typed values appear as plain text, and from strings
     * that still have a type tag ({@link TypedJson}) the tag is dropped.
     */
    static String compact(@Nullable Object value) {
        return CanonicalJson.compact(plain(value));
    }

    private static @Nullable Object plain(@Nullable Object value) {
        if (value == null || value instanceof Number && !(value instanceof BigDecimal) || value instanceof Boolean) {
            return value;
        } else if (value instanceof String text) {
            return TypedJson.isTagged(text) ? text.substring(1) : text;
        } else if (value instanceof Map<?, ?> map) {
            Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((key, item) -> copy.put(key, plain(item)));
            return copy;
        } else if (value instanceof List<?> items) {
            List<@Nullable Object> copy = new ArrayList<>(items.size());
            items.forEach(item -> copy.add(plain(item)));
            return copy;
        }
        return TextForms.text(value);
    }

    private static Object orNull(@Nullable Object value) {
        return value == null ? Coercion.NULL : value;
    }

    /**
     * Whether the first character that is no blank can begin a document: plain words need no parser to be told apart.
     */
    private static boolean canBegin(String text) {
        int at = 0;
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at < text.length() && "{[\"-0123456789tfn".indexOf(text.charAt(at)) >= 0;
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> paired(parser, parser.getText());
            case VALUE_NUMBER_INT -> integer(parser);
            case VALUE_NUMBER_FLOAT -> real(parser);
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case VALUE_NULL -> null;
            default -> throw new IllegalStateException("not a token of text: " + token);
        };
    }

    private static Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
            paired(parser, key);
            parser.nextToken();
            result.put(key, value(parser));
        }
        return result;
    }

    private static List<@Nullable Object> array(JsonParser parser) throws IOException {
        List<@Nullable Object> result = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            result.add(value(parser));
        }
        return result;
    }

    private static Object integer(JsonParser parser) throws IOException {
        if (parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            return parser.getLongValue();
        }
        BigInteger large = parser.getBigIntegerValue();
        boolean unsigned = large.signum() > 0 && large.bitLength() <= UNSIGNED_LONG_BITS;
        return unsigned ? large : real(parser);
    }

    private static Double real(JsonParser parser) throws IOException {
        double value = parser.getDoubleValue();
        if (Double.isInfinite(value)) {
            throw new JsonParseException(parser, "number beyond the range of a double");
        }
        return value;
    }

    private static String paired(JsonParser parser, String text) throws IOException {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (i + 1 == text.length() || !Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
                    throw new JsonParseException(parser, "unpaired surrogate");
                }
                i++;
            }
        }
        return text;
    }
}
