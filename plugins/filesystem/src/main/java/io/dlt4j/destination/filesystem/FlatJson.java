package io.dlt4j.destination.filesystem;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.dlt4j.api.error.DltException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object of texts and integers, as the files that describe a dataset have it. Immutable.
 *
 * @param values in order; {@link String} or {@link Long}
 * @param origin names the file, for messages
 */
record FlatJson(Map<String, Object> values, String origin) {

    /** A schema of thousands of tables is one text; there is no other bound than that of a file's size. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    FlatJson {
        values = new LinkedHashMap<>(values);
    }

    /**
     * Parses a file. Values of other kinds are left out.
     *
     * @throws DltException {@link FilesystemError#FILESYSTEM_DATASET_BROKEN} if it is not a JSON object
     */
    static FlatJson parse(byte[] content, String origin) {
        Map<String, Object> values = new LinkedHashMap<>();
        try (JsonParser parser = JSON.createParser(content)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw broken(origin, "is not a JSON object");
            }
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                @Nullable Object value = value(parser);
                if (value != null) {
                    values.put(name, value);
                }
            }
            return new FlatJson(values, origin);
        } catch (IOException e) {
            throw broken(origin, "is not JSON");
        }
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        if (token == JsonToken.VALUE_NUMBER_INT) {
            return parser.getLongValue();
        }
        parser.skipChildren();
        return null;
    }

    static FlatJson of(Map<String, Object> values) {
        return new FlatJson(values, "");
    }

    /** The object on one line, without an end of line. */
    byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            for (Map.Entry<String, Object> entry : values.entrySet()) {
                if (entry.getValue() instanceof Long number) {
                    json.writeNumberField(entry.getKey(), number);
                } else {
                    json.writeStringField(entry.getKey(), entry.getValue().toString());
                }
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    String text(String key) {
        return findText(key).orElseThrow(() -> broken(origin, "has no text '" + key + "'"));
    }

    Optional<String> findText(String key) {
        return values.get(key) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    long integer(String key) {
        if (values.get(key) instanceof Long number) {
            return number;
        }
        throw broken(origin, "has no integer '" + key + "'");
    }

    static DltException broken(String origin, String why) {
        return new DltException(
                FilesystemError.FILESYSTEM_DATASET_BROKEN,
                "The file '" + origin + "' " + why + ".",
                "Restore it from a backup, or use another dataset_name.");
    }
}
