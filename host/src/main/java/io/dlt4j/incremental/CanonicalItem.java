package io.dlt4j.incremental;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.dlt4j.schema.CodePointOrder;
import io.dlt4j.schema.PythonFloats;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Rewrites the JSON of an item in the form that is hashed: compact, keys sorted by code point, typed values as plain text, floats as
 * the reference prints them.
 *
 * <p>Works token by token and sorts the members of an object in place, so that a large item needs no tree. Not thread-safe; reuses
 * its buffer.
 */
final class CanonicalItem {

    private static final int MAX_TEXT_LENGTH = 64 << 20;
    private static final int MAX_DIGITS = 1000;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(MAX_TEXT_LENGTH)
                    .maxNumberLength(MAX_DIGITS)
                    .build())
            .build();

    /** A member of an object and where it was written. */
    private record Member(String name, int from, int to) {

        static final Comparator<Member> ORDER = (one, other) -> CodePointOrder.INSTANCE.compare(one.name, other.name);
    }

    private byte[] out = new byte[1 << 10];
    private int size;

    /** Rewrites one item, whose JSON was read before and is known to be whole. */
    void rewrite(byte[] json, int offset, int length) {
        size = 0;
        try (JsonParser parser = JSON.createParser(json, offset, length)) {
            parser.nextToken();
            value(parser);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Holds the text from index 0 on, until the next call. */
    byte[] bytes() {
        return out;
    }

    int length() {
        return size;
    }

    private void value(JsonParser json) throws IOException {
        switch (json.currentToken()) {
            case START_OBJECT -> object(json);
            case START_ARRAY -> array(json);
            case VALUE_STRING -> string(StateValues.plain(json.getText()));
            case VALUE_NUMBER_INT -> plain(json.getNumberValue().toString());
            case VALUE_NUMBER_FLOAT -> plain(PythonFloats.json(json.getDoubleValue()));
            default -> plain(json.getText());
        }
    }

    private void array(JsonParser json) throws IOException {
        put('[');
        boolean first = true;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (!first) {
                put(',');
            }
            first = false;
            value(json);
        }
        put(']');
    }

    private void object(JsonParser json) throws IOException {
        List<Member> members = new ArrayList<>();
        int start = size;
        put('{');
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            if (!members.isEmpty()) {
                put(',');
            }
            json.nextToken();
            int from = size;
            string(name);
            put(':');
            value(json);
            members.add(new Member(name, from, size));
        }
        if (!isSorted(members)) {
            sort(members, start);
        }
        put('}');
    }

    private static boolean isSorted(List<Member> members) {
        for (int i = 1; i < members.size(); i++) {
            if (Member.ORDER.compare(members.get(i - 1), members.get(i)) >= 0) {
                return false;
            }
        }
        return true;
    }

    /** Writes the members again, in order; of those with one name the last one counts. */
    private void sort(List<Member> members, int start) {
        byte[] unsorted = Arrays.copyOfRange(out, start, size);
        members.sort(Member.ORDER);
        size = start + 1;
        for (int i = 0; i < members.size(); i++) {
            Member member = members.get(i);
            if (i + 1 == members.size() || !member.name.equals(members.get(i + 1).name)) {
                if (size > start + 1) {
                    put(',');
                }
                put(unsorted, member.from - start, member.to - member.from);
            }
        }
    }

    private void plain(String ascii) {
        byte[] bytes = ascii.getBytes(StandardCharsets.US_ASCII);
        put(bytes, 0, bytes.length);
    }

    private void string(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        put('"');
        int written = 0;
        for (int i = 0; i < bytes.length; i++) {
            byte b = bytes[i];
            if (b >= 0 && b < ' ' || b == '"' || b == '\\') {
                put(bytes, written, i - written);
                escape(b);
                written = i + 1;
            }
        }
        put(bytes, written, bytes.length - written);
        put('"');
    }

    private void escape(byte b) {
        put('\\');
        switch (b) {
            case '"', '\\' -> put((char) b);
            case '\b' -> put('b');
            case '\t' -> put('t');
            case '\n' -> put('n');
            case '\f' -> put('f');
            case '\r' -> put('r');
            default -> put(new byte[] {'u', '0', '0', HEX[b >> 4], HEX[b & 0xF]}, 0, 5);
        }
    }

    private void put(char ascii) {
        ensure(1);
        out[size++] = (byte) ascii;
    }

    private void put(byte[] bytes, int from, int length) {
        ensure(length);
        System.arraycopy(bytes, from, out, size, length);
        size += length;
    }

    private void ensure(int more) {
        if (out.length - size < more) {
            out = Arrays.copyOf(out, Math.max(size + more, out.length + (out.length >> 1)));
        }
    }
}
