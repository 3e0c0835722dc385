package io.dlt4j.extract;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.dlt4j.api.error.DltException;
import java.io.IOException;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Base64;
import java.util.Date;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes Java values as the JSON text of extracted items. Types that JSON lacks become texts that begin with a tag character
 * of Unicode's private use area, as dlt writes them.
 */
final class ItemEncoder {

    private static final char DECIMAL = '\uF026';
    private static final char TIMESTAMP = '\uF027';
    private static final char DATE = '\uF028';
    private static final char BYTES = '\uF02B';
    private static final char TIME = '\uF02D';

    private final JsonGenerator json;

    ItemEncoder(JsonGenerator json) {
        this.json = json;
    }

    /** Writes an item; {@code resource} names it in errors. */
    void write(@Nullable Object item, String resource) throws IOException {
        value(item, resource);
    }

    private void value(@Nullable Object value, String path) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof CharSequence || value instanceof Character) {
            json.writeString(value.toString());
        } else if (value instanceof Number number) {
            number(number, path);
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof Map<?, ?> map) {
            map(map, path);
        } else if (value instanceof Iterable<?> list
                && !(value instanceof JsonNode)
                && !(value instanceof java.nio.file.Path)) {
            list(list.iterator(), path);
        } else if (!tagged(value) && !structure(value, path)) {
            other(value, path);
        }
    }

    private void number(Number number, String path) throws IOException {
        if (number instanceof Long || number instanceof Integer || number instanceof Short || number instanceof Byte) {
            json.writeNumber(number.longValue());
        } else if (number instanceof Double || number instanceof Float) {
            floating(number);
        } else if (number instanceof BigDecimal decimal) {
            json.writeString(DECIMAL + decimal.toString());
        } else if (number instanceof BigInteger integer) {
            json.writeNumber(integer);
        } else if (number instanceof java.util.concurrent.atomic.AtomicInteger
                || number instanceof java.util.concurrent.atomic.AtomicLong) {
            json.writeNumber(number.longValue());
        } else {
            throw unsupported(number, path);
        }
    }

    /** A float is written with its own digits, so that 0.1f stays 0.1. */
    private void floating(Number number) throws IOException {
        double value = number.doubleValue();
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            json.writeNull();
        } else if (number instanceof Float single) {
            json.writeNumber(single.floatValue());
        } else {
            json.writeNumber(value);
        }
    }

    private boolean tagged(Object value) throws IOException {
        if (value instanceof Instant
                || value instanceof Date
                || value instanceof ZonedDateTime
                || value instanceof OffsetDateTime) {
            json.writeString(TIMESTAMP + IsoTexts.utc(value));
        } else if (value instanceof LocalDateTime local) {
            json.writeString(TIMESTAMP + IsoTexts.local(local));
        } else if (value instanceof LocalDate date) {
            json.writeString(DATE + date.toString());
        } else if (value instanceof LocalTime time) {
            json.writeString(TIME + IsoTexts.time(time));
        } else if (value instanceof byte[] bytes) {
            json.writeString(BYTES + Base64.getEncoder().encodeToString(bytes));
        } else if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            json.writeString(BYTES + Base64.getEncoder().encodeToString(bytes));
        } else {
            return false;
        }
        return true;
    }

    private boolean structure(Object value, String path) throws IOException {
        if (value instanceof Optional<?> optional) {
            value(optional.orElse(null), path);
        } else if (value instanceof Enum<?> constant) {
            json.writeString(constant.name());
        } else if (value instanceof UUID || value instanceof URI) {
            json.writeString(value.toString());
        } else if (value instanceof JsonNode node) {
            JsonNodes.write(json, node);
        } else if (value instanceof Stream<?> stream) {
            try (stream) {
                list(stream.iterator(), path);
            }
        } else if (value.getClass().isArray()) {
            array(value, path);
        } else {
            return false;
        }
        return true;
    }

    private void array(Object array, String path) throws IOException {
        json.writeStartArray();
        int length = Array.getLength(array);
        for (int index = 0; index < length; index++) {
            value(Array.get(array, index), path + "[" + index + "]");
        }
        json.writeEndArray();
    }

    private void list(Iterator<?> elements, String path) throws IOException {
        json.writeStartArray();
        int index = 0;
        while (elements.hasNext()) {
            value(elements.next(), path + "[" + index++ + "]");
        }
        json.writeEndArray();
    }

    private void map(Map<?, ?> map, String path) throws IOException {
        json.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            String key = String.valueOf(entry.getKey());
            json.writeFieldName(key);
            value(entry.getValue(), path + "." + key);
        }
        json.writeEndObject();
    }

    private void other(Object value, String path) throws IOException {
        ObjectShape shape = ObjectShape.of(value.getClass());
        if (shape.isEmpty()) {
            throw unsupported(value, path);
        }
        json.writeStartObject();
        for (ObjectShape.Property property : shape.properties()) {
            json.writeFieldName(property.name());
            value(property.read(value, path), path + "." + property.name());
        }
        json.writeEndObject();
    }

    private static DltException unsupported(Object value, String path) {
        return new DltException(
                ExtractError.EXTRACT_VALUE_UNSUPPORTED,
                "The value at " + path + " is a " + value.getClass().getName()
                        + ", which is none of the types that dlt4j loads.",
                "Convert it with Resource.map, for example to text or to a map.");
    }
}
