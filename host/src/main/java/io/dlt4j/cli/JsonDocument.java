package io.dlt4j.cli;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One JSON object, written as it grows, so that a result of any size takes no memory. */
final class JsonDocument implements AutoCloseable {

    private final JsonGenerator json;

    /** Begins an object; {@code target} stays open. */
    JsonDocument(OutputStream target) {
        try {
            JsonFactory factory = JsonFactory.builder()
                    .configure(com.fasterxml.jackson.core.StreamWriteFeature.AUTO_CLOSE_TARGET, false)
                    .configure(com.fasterxml.jackson.core.StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN, true)
                    .build();
            json = factory.createGenerator(target, JsonEncoding.UTF8);
            json.writeStartObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Adds a field.
     *
     * @param value as in {@link #value}
     */
    JsonDocument field(String name, @Nullable Object value) {
        try {
            json.writeFieldName(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return value(value);
    }

    /** Adds a field with an array, to which {@link #value} adds until {@link #endArray}. */
    void startArray(String name) {
        try {
            json.writeArrayFieldStart(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void endArray() {
        try {
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Adds a value to the array that is open.
     *
     * @param value a map, an iterable, a number, a boolean, bytes, an optional of these, {@code null}, or anything whose text
     *     form says it all
     */
    JsonDocument value(@Nullable Object value) {
        try {
            write(value);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds the field {@code error} to the outermost object, whatever is open inside it. */
    void error(String code, String message, String nextStep) {
        try {
            while (!json.getOutputContext().getParent().inRoot()) {
                if (json.getOutputContext().inArray()) {
                    json.writeEndArray();
                } else {
                    json.writeEndObject();
                }
            }
            json.writeObjectFieldStart("error");
            json.writeStringField("code", code);
            json.writeStringField("message", message);
            json.writeStringField("next_step", nextStep);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(@Nullable Object value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Optional<?> optional) {
            write(optional.orElse(null));
        } else if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.writeFieldName(String.valueOf(entry.getKey()));
                write(entry.getValue());
            }
            json.writeEndObject();
        } else if (value instanceof Iterable<?> list) {
            json.writeStartArray();
            for (Object element : list) {
                write(element);
            }
            json.writeEndArray();
        } else {
            writeScalar(value);
        }
    }

    private void writeScalar(Object value) throws IOException {
        if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof Double || value instanceof Float) {
            json.writeNumber(((Number) value).doubleValue());
        } else if (value instanceof BigDecimal decimal) {
            json.writeNumber(decimal);
        } else if (value instanceof BigInteger integer) {
            json.writeNumber(integer);
        } else if (value instanceof Number number) {
            json.writeNumber(number.longValue());
        } else if (value instanceof byte[] bytes) {
            json.writeBinary(bytes);
        } else {
            json.writeString(ValueText.of(value));
        }
    }

    /** Ends the object. */
    @Override
    public void close() {
        try {
            json.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
