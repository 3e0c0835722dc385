package io.dlt4j.incremental;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.dlt4j.api.error.DltException;
import io.dlt4j.schema.CanonicalJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a cursor sees of an item that is JSON text: the cursor value, the key, and where the text is. One object serves all items of
 * a resource. Not thread-safe.
 */
public final class ItemView {

    private final CursorPath path;
    private final Optional<String> firstField;
    private final RowKey key;
    private final @Nullable Object[] keyValues;
    private @Nullable Object cursor;
    private byte[] bytes = {};
    private int start;
    private int end;
    private String origin = "";
    private String unit = "";
    private long number;

    ItemView(CursorPath path, RowKey key) {
        this.path = path;
        this.firstField = path.firstField();
        this.key = key;
        this.keyValues = new Object[key.fields().size()];
    }

    /** Reads the item that begins at the current token; leaves the parser at the item's last token, read to its end. */
    public void read(JsonParser json) throws IOException {
        Arrays.fill(keyValues, PathStep.MISSING);
        cursor = PathStep.MISSING;
        if (firstField.isPresent() && json.currentToken() == JsonToken.START_OBJECT) {
            readFields(json, firstField.get());
        } else if (firstField.isPresent()) {
            json.skipChildren();
        } else {
            readTree(json);
        }
        json.finishToken();
    }

    /** Of a field that comes twice the last value counts. */
    private void readFields(JsonParser json, String cursorField) throws IOException {
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            boolean isCursor = name.equals(cursorField);
            int keyIndex = key.fields().indexOf(name);
            if (isCursor || keyIndex >= 0) {
                Object value = CanonicalJson.read(json);
                cursor = isCursor ? path.findBelowFirst(value) : cursor;
                if (keyIndex >= 0) {
                    keyValues[keyIndex] = value;
                }
            } else {
                json.skipChildren();
            }
        }
    }

    private void readTree(JsonParser json) throws IOException {
        Object item = CanonicalJson.read(json);
        cursor = path.find(item);
        if (item instanceof Map<?, ?> map) {
            for (int i = 0; i < keyValues.length; i++) {
                String field = key.fields().get(i);
                keyValues[i] = map.containsKey(field) ? map.get(field) : PathStep.MISSING;
            }
        }
    }

    /** Says where the text of the item that was read begins and ends; it stays there until the item has been judged. */
    public void locate(byte[] json, int from, int to) {
        bytes = json;
        start = from;
        end = to;
    }

    /**
     * Says where the item comes from, for messages.
     *
     * @param source the source as users know it
     * @param counted what {@code position} counts, for example {@code line}
     * @param position the item's place in the source
     */
    public void place(String source, String counted, long position) {
        origin = source;
        unit = counted;
        number = position;
    }

    /** Where the item comes from. */
    String place() {
        return origin + ", " + unit + " " + number;
    }

    boolean hasCursor() {
        return cursor != PathStep.MISSING;
    }

    /** The cursor value in a class of {@link StateValues}; null if it is null. */
    @Nullable
    Object cursor() {
        return StateValues.decode(cursor);
    }

    boolean isWholeRow() {
        return key.isWholeRow();
    }

    /**
     * The key as a tree of typed JSON.
     *
     * @throws DltException if the item lacks one of its fields
     */
    @Nullable
    Object key() {
        for (int i = 0; i < keyValues.length; i++) {
            if (keyValues[i] == PathStep.MISSING) {
                throw new DltException(
                        IncrementalError.INCREMENTAL_KEY_MISSING,
                        place() + ": the item has no field '" + key.fields().get(i)
                                + "', which is part of the key that duplicates are found by.",
                        "Name a key that all items have with Incremental.primaryKey, or say withoutDeduplication.");
            }
        }
        return key.alone() ? keyValues[0] : new ArrayList<>(Arrays.asList(keyValues));
    }

    byte[] bytes() {
        return bytes;
    }

    int start() {
        return start;
    }

    int length() {
        return end - start;
    }
}
