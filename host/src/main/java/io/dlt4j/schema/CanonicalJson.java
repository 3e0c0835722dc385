package io.dlt4j.schema;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.dlt4j.api.error.DltException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Documents as trees of {@code Map}, {@code List}, {@code String}, {@code Long}, {@code BigInteger}, {@code Double},
 * {@code Boolean} and {@code null}, written byte for byte as the reference does, because hashes are taken of the text:
 * non-ASCII characters as they are, floats as {@link PythonFloats#json}, keys in their order or sorted by code point.
 */
public final class CanonicalJson {

    /** A schema or a state is one string in some tables: allow what a destination column can hold. */
    private static final int MAX_TEXT_LENGTH = 256 << 20;

    private static final int MAX_DEPTH = 1000;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(MAX_TEXT_LENGTH)
                    .maxNestingDepth(MAX_DEPTH)
                    .build())
            .build();

    /** The order of keys in {@link #sorted}: by code point. */
    public static final Comparator<String> KEY_ORDER = CodePointOrder.INSTANCE;

    private CanonicalJson() {}

    /** One line without spaces, keys in the order of the maps. */
    public static String compact(@Nullable Object tree) {
        return new JsonTreeWriter(false, false).write(tree);
    }

    /** One line without spaces, keys of all objects sorted by code point: the form that is hashed. */
    public static String sorted(@Nullable Object tree) {
        return new JsonTreeWriter(true, false).write(tree);
    }

    /** Indented by two spaces, keys in the order of the maps. */
    public static String indented(@Nullable Object tree) {
        return new JsonTreeWriter(false, true).write(tree);
    }

    /**
     * Reads a document whose root is an object. The maps and lists returned may be changed by the caller; of repeated
     * keys the last one counts.
     *
     * @throws DltException if the text is not JSON or its root is not an object
     */
    public static Map<String, @Nullable Object> parseObject(String json) {
        if (parse(json) instanceof Map<?, ?> object) {
            return Trees.map(object);
        }
        throw invalid("the document is not an object", null);
    }

    private static @Nullable Object parse(String json) {
        try (JsonParser parser = FACTORY.createParser(json)) {
            parser.nextToken();
            Object tree = read(parser);
            if (parser.nextToken() != null) {
                throw invalid(
                        "text follows the document, line "
                                + parser.currentTokenLocation().getLineNr(),
                        null);
            }
            return tree;
        } catch (JsonProcessingException e) {
            throw invalid(
                    e.getOriginalMessage() + ", line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr(),
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads the value at the current token, and leaves the parser at its last token.
     *
     * @throws DltException if there is no token
     */
    public static @Nullable Object read(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw invalid("the document is empty", null);
        }
        return switch (token) {
            case START_OBJECT -> readObject(parser);
            case START_ARRAY -> readArray(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> readInteger(parser);
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case VALUE_NULL -> null;
            default -> throw invalid("unexpected " + token, null);
        };
    }

    private static Object readInteger(JsonParser parser) throws IOException {
        return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                ? parser.getBigIntegerValue()
                : (Object) parser.getLongValue();
    }

    private static Map<String, @Nullable Object> readObject(JsonParser parser) throws IOException {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            parser.nextToken();
            object.put(key, read(parser));
        }
        return object;
    }

    private static List<@Nullable Object> readArray(JsonParser parser) throws IOException {
        List<@Nullable Object> array = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(read(parser));
        }
        return array;
    }

    private static DltException invalid(String problem, @Nullable Throwable cause) {
        return new DltException(
                SchemaError.SCHEMA_JSON_INVALID,
                "Cannot read JSON: " + problem + ".",
                "Restore the document from a copy, or remove it so that it is written again.",
                cause);
    }
}
