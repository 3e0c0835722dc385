package io.dlt4j.extract;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.dlt4j.api.error.DltException;
import io.dlt4j.incremental.CursorRun;
import io.dlt4j.incremental.ItemView;
import java.io.IOException;

/**
 * Takes out of JSON text the items that a cursor does not admit. The others stay byte for byte as they are, and in the lines in
 * which they were. Works in place. Not thread-safe.
 */
final class ItemFilter {

    private final CursorRun cursor;
    private final ItemView view;
    private byte[] bytes = {};
    /** What is before this index is kept. */
    private int out;
    /** What is before this index has been kept or dropped. */
    private int in;

    private boolean keptElement;
    private Place place = new Place("", "", 1);

    ItemFilter(CursorRun cursor) {
        this.cursor = cursor;
        this.view = cursor.view();
    }

    /** Whether nothing more can be admitted. */
    boolean isFinished() {
        return cursor.isFinished();
    }

    /**
     * Filters text.
     *
     * @param text holds the text from {@code from} to {@code to}; the rest is left alone
     * @param form {@link PartForm#VALUES} may be pages, that is arrays of items
     * @param origin where it comes from
     * @return the end of what was kept, or {@code from} if no item was
     */
    int filter(byte[] text, int from, int to, PartForm form, Place origin) throws IOException {
        bytes = text;
        place = origin;
        out = from;
        in = from;
        boolean kept = false;
        boolean elements = form == PartForm.ELEMENTS;
        keptElement = false;
        try (JsonParser json = JsonTexts.parser(text, from, to - from, elements)) {
            int shift = elements ? from - 1 : from;
            if (elements) {
                json.nextToken();
            }
            JsonToken token = json.nextToken();
            while (token != null && token != JsonToken.END_ARRAY) {
                kept |= !elements && token == JsonToken.START_ARRAY ? page(json, shift) : item(json, shift, elements);
                if (cursor.isFinished()) {
                    return kept ? out : from;
                }
                token = json.nextToken();
            }
            pass(to, elements);
        } catch (JsonProcessingException e) {
            throw place.broken(e, elements);
        }
        return kept ? out : from;
    }

    /** Judges the item at the current token. */
    private boolean item(JsonParser json, int shift, boolean element) throws IOException {
        JsonLocation location = json.currentTokenLocation();
        int start = shift + (int) location.getByteOffset();
        place.tell(view, location.getLineNr());
        view.read(json);
        int end = shift + (int) json.currentLocation().getByteOffset();
        pass(start, element);
        view.locate(bytes, start, end);
        if (cursor.admit()) {
            if (element && keptElement) {
                bytes[out++] = ',';
            }
            keptElement = true;
            keep(end);
            return true;
        }
        blank(end);
        return false;
    }

    /** Judges the items of a page one by one, all of them, even if the order says that no more can be admitted. */
    private boolean page(JsonParser json, int shift) throws IOException {
        int start = shift + (int) json.currentTokenLocation().getByteOffset();
        pass(start, false);
        int begin = out;
        keep(start + 1);
        keptElement = false;
        boolean empty = true;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            empty = false;
            item(json, shift, true);
        }
        int end = shift + (int) json.currentLocation().getByteOffset();
        pass(end - 1, true);
        if (keptElement || empty) {
            keep(end);
            return true;
        }
        int written = out;
        out = begin;
        for (int i = begin; i < written; i++) {
            if (bytes[i] == '\n') {
                bytes[out++] = '\n';
            }
        }
        blank(end);
        return false;
    }

    /** Keeps the text up to {@code to} as it is. */
    private void keep(int to) {
        if (in != out) {
            System.arraycopy(bytes, in, bytes, out, to - in);
        }
        out += to - in;
        in = to;
    }

    /** Goes on over what is between items: kept, except for commas between elements, which are set anew. */
    private void pass(int to, boolean element) {
        for (; in < to; in++) {
            if (!element || bytes[in] != ',') {
                bytes[out++] = bytes[in];
            }
        }
    }

    /** Leaves of an item its line ends, or else a blank, so that its neighbours stay apart and in their lines. */
    private void blank(int to) {
        boolean blank = false;
        for (; in < to; in++) {
            if (bytes[in] == '\n') {
                bytes[out++] = '\n';
                blank = true;
            }
        }
        if (!blank) {
            bytes[out++] = ' ';
        }
    }

    /** Where the items of a text come from, as users know it. */
    static final class Place {

        private final String origin;
        private final String unit;
        private final long first;
        private long line = 1;

        /**
         * @param origin the source
         * @param unit what is counted: lines or items
         * @param first the number of the first one in the text
         */
        Place(String origin, String unit, long first) {
            this.origin = origin;
            this.unit = unit;
            this.first = first;
        }

        private void tell(ItemView view, int at) {
            line = at;
            view.place(origin, unit, first + line - 1);
        }

        /** A record of JSON lines is known by its line, an element of an array by the line of the fault itself. */
        private DltException broken(JsonProcessingException e, boolean elements) {
            return JsonErrors.broken(
                    origin, first - 1 + (elements ? e.getLocation().getLineNr() : line), e);
        }
    }
}
