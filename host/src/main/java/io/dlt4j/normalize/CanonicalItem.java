package io.dlt4j.normalize;

import com.fasterxml.jackson.core.JsonToken;
import io.dlt4j.schema.CanonicalJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The canonical JSON of an item: what {@link CanonicalJson#sorted} makes of its tree without top-level keys of dlt's own, but
 * made from its tokens, without the tree. Not thread-safe.
 *
 * <p>Each object is written as it comes, and its fields are put in order where it ends.
 */
final class CanonicalItem {

    private static final int USUAL_BYTES = 1 << 16;
    /** Items with ever new keys must not fill the memory. */
    private static final int USUAL_NAMES = 1 << 14;

    private static final Comparator<Field> BY_KEY = Comparator.comparing(field -> field.key, CanonicalJson.KEY_ORDER);

    private final List<Fields> levels = new ArrayList<>();
    private final Map<String, byte[]> names = new HashMap<>();
    private byte[] out = new byte[USUAL_BYTES];
    private byte[] spare = new byte[0];
    private int length;

    /** Where a field of an object was written. */
    private static final class Field {
        private String key = "";
        private int start;
        private int end;
    }

    /** The fields of the object at one depth. */
    private static final class Fields {
        private Field[] fields = {new Field()};
        private int count;
        private boolean ordered;

        private void clear() {
            count = 0;
            ordered = true;
        }

        private Field add(String key) {
            if (count == fields.length) {
                fields = Arrays.copyOf(fields, count * 2);
                for (int i = count; i < fields.length; i++) {
                    fields[i] = new Field();
                }
            }
            ordered &= count == 0 || CanonicalJson.KEY_ORDER.compare(fields[count - 1].key, key) < 0;
            Field field = fields[count++];
            field.key = key;
            return field;
        }
    }

    /** Reads the object that the parser is at. */
    void read(ByteJsonParser parser) throws IOException {
        if (out.length > USUAL_BYTES * 16) {
            out = new byte[USUAL_BYTES];
            spare = new byte[0];
        }
        if (names.size() > USUAL_NAMES) {
            names.clear();
        }
        length = 0;
        object(parser, 0);
    }

    byte[] bytes() {
        return out;
    }

    int length() {
        return length;
    }

    private void object(ByteJsonParser parser, int depth) throws IOException {
        if (depth == levels.size()) {
            levels.add(new Fields());
        }
        Fields fields = levels.get(depth);
        fields.clear();
        write('{');
        int start = length;
        String key;
        while ((key = parser.nextFieldName()) != null) {
            JsonToken token = parser.nextToken();
            if (depth == 0 && key.startsWith(ContentIds.SYSTEM_PREFIX)) {
                parser.skipChildren();
                continue;
            }
            if (fields.count > 0) {
                write(',');
            }
            Field field = fields.add(key);
            field.start = length;
            write(names.computeIfAbsent(key, CanonicalItem::name));
            value(parser, token, depth + 1);
            field.end = length;
        }
        if (!fields.ordered) {
            order(fields, start);
        }
        write('}');
    }

    /** Puts the fields in order of their keys; of a key that comes twice the last value counts. */
    private void order(Fields fields, int start) {
        Arrays.sort(fields.fields, 0, fields.count, BY_KEY);
        if (spare.length < length - start) {
            spare = new byte[Math.max(length - start, spare.length * 2)];
        }
        int at = 0;
        for (int i = 0; i < fields.count; i++) {
            Field field = fields.fields[i];
            if (i + 1 < fields.count && fields.fields[i + 1].key.equals(field.key)) {
                continue;
            }
            if (at > 0) {
                spare[at++] = ',';
            }
            System.arraycopy(out, field.start, spare, at, field.end - field.start);
            at += field.end - field.start;
        }
        System.arraycopy(spare, 0, out, start, at);
        length = start + at;
    }

    private void value(ByteJsonParser parser, JsonToken token, int depth) throws IOException {
        switch (token) {
            case START_OBJECT -> object(parser, depth);
            case START_ARRAY -> array(parser, depth);
            case VALUE_STRING -> string(parser);
            case VALUE_NUMBER_INT -> write(String.valueOf(Values.scalar(parser, token)));
            default -> write(CanonicalJson.compact(Values.scalar(parser, token)));
        }
    }

    private void array(ByteJsonParser parser, int depth) throws IOException {
        write('[');
        boolean first = true;
        JsonToken token;
        while ((token = parser.nextToken()) != JsonToken.END_ARRAY) {
            if (!first) {
                write(',');
            }
            first = false;
            value(parser, token, depth);
        }
        write(']');
    }

    private void string(ByteJsonParser parser) throws IOException {
        int end = parser.plainEnd();
        if (end < 0) {
            write(CanonicalJson.compact(parser.getText()));
            return;
        }
        write('"');
        int count = parser.plainLength(end);
        room(count);
        parser.takePlain(end, out, length);
        length += count;
        write('"');
    }

    /** A key and the colon behind it. */
    private static byte[] name(String key) {
        return (CanonicalJson.compact(key) + ":").getBytes(StandardCharsets.UTF_8);
    }

    private void write(String text) {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    private void write(byte[] bytes) {
        room(bytes.length);
        System.arraycopy(bytes, 0, out, length, bytes.length);
        length += bytes.length;
    }

    private void write(char ascii) {
        room(1);
        out[length++] = (byte) ascii;
    }

    private void room(int more) {
        if (out.length - length < more) {
            out = Arrays.copyOf(out, Math.max(length + more, out.length + (out.length >> 1)));
        }
    }
}
