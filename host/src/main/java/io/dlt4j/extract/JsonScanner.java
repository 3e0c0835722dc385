package io.dlt4j.extract;

import io.dlt4j.api.error.DltException;
import java.util.Arrays;
import java.util.Locale;

/**
 * Finds where items begin and end in JSON text that comes in pieces. Looks at each byte once and keeps its place
 * between calls. Brackets must match, and what is between items must be right; the inside of items is not validated.
 *
 * <p>Commas that would lead a part are overwritten with blanks, the opening bracket too, so that a part is always what
 * is in the buffer from index 0 to {@link #cut()}.
 */
final class JsonScanner {

    /** Deeper text is an attack or an accident; parsers stop far earlier. */
    private static final int MAX_DEPTH = 10_000;

    private static final byte OPENING = 1;
    private static final byte CLOSING = 2;
    private static final byte QUOTE = 3;
    private static final byte NUL = 4;
    /** What a byte means outside strings; 0 for what the scan passes over. */
    private static final byte[] MEANING = new byte[256];

    static {
        MEANING['{'] = OPENING;
        MEANING['['] = OPENING;
        MEANING['}'] = CLOSING;
        MEANING[']'] = CLOSING;
        MEANING['"'] = QUOTE;
        MEANING[0] = NUL;
    }

    private enum State {
        START,
        BETWEEN_VALUES,
        FIRST_ELEMENT,
        NEXT_ELEMENT,
        AFTER_ELEMENT,
        AFTER_ARRAY,
        IN_CONTAINER,
        IN_STRING,
        IN_SCALAR
    }

    private final String origin;
    private byte[] buffer = {};
    private int limit;
    private int position;
    private long line = 1;
    private long arrayLine;
    private PartForm form = PartForm.VALUES;
    private State state = State.START;

    private int items;
    private int cut;
    private int itemStart = -1;
    private int comma = -1;

    private byte[] closers = new byte[64];
    private int depth;
    private boolean escaped;

    JsonScanner(String origin) {
        this.origin = origin;
    }

    /** Goes on to {@code limit}; what was scanned before must be where it was, in this or another buffer. */
    void scan(byte[] buffer, int limit) {
        this.buffer = buffer;
        this.limit = limit;
        while (position < limit) {
            switch (state) {
                case IN_CONTAINER -> scanContainer();
                case IN_STRING -> scanString();
                case IN_SCALAR -> scanScalar();
                default -> scanBetween(buffer[position]);
            }
        }
    }

    /** Takes note that the text ends at the limit of the last scan. */
    void finish() {
        switch (state) {
            case IN_CONTAINER, IN_STRING -> throw truncated("item", lineAt(itemStart));
            case FIRST_ELEMENT, NEXT_ELEMENT, AFTER_ELEMENT -> throw truncated("array", arrayLine);
            case IN_SCALAR -> {
                if (form == PartForm.ELEMENTS) {
                    throw truncated("array", arrayLine);
                }
                endItem();
            }
            default -> {}
        }
    }

    /** Takes note that the first {@code count} bytes of the buffer are about to be removed from it. */
    void forget(int count) {
        if (comma >= count) {
            buffer[comma] = ' ';
        }
        line += ByteSearch.countLines(buffer, 0, count);
        position -= count;
        itemStart = itemStart < 0 ? -1 : itemStart - count;
        comma = -1;
        cut = 0;
        items = 0;
    }

    PartForm form() {
        return form;
    }

    /** Complete items in the buffer. */
    int items() {
        return items;
    }

    /** Where the last complete item in the buffer ends. */
    int cut() {
        return cut;
    }

    /** Where the item begins that has not ended yet, or -1. */
    int itemStart() {
        return itemStart;
    }

    /** The line of the first byte in the buffer, from 1. */
    long line() {
        return line;
    }

    private void scanBetween(byte b) {
        if (b == ' ' || b == '\n' || b == '\r' || b == '\t') {
            position++;
            return;
        }
        switch (state) {
            case START -> {
                if (b == '[') {
                    startArray();
                } else {
                    startItem(b);
                }
            }
            case FIRST_ELEMENT -> {
                if (b == ']') {
                    endArray();
                } else {
                    startItem(b);
                }
            }
            case AFTER_ELEMENT -> afterElement(b);
            case AFTER_ARRAY ->
                throw b == 0
                        ? nul(position)
                        : broken(
                                position,
                                "text after the end of the array, beginning with " + shown(b)
                                        + ". A file with one array in each line is read with the format jsonl");
            default -> startItem(b);
        }
    }

    private void startArray() {
        form = PartForm.ELEMENTS;
        arrayLine = lineAt(position);
        buffer[position++] = ' ';
        state = State.FIRST_ELEMENT;
    }

    private void endArray() {
        position++;
        state = State.AFTER_ARRAY;
    }

    private void afterElement(byte b) {
        if (b == ']') {
            endArray();
        } else if (b == ',') {
            if (items == 0) {
                buffer[position] = ' ';
            } else {
                comma = position;
            }
            position++;
            state = State.NEXT_ELEMENT;
        } else {
            throw b == 0
                    ? nul(position)
                    : broken(position, "expected ',' or ']' after an element of the array, found " + shown(b));
        }
    }

    private void startItem(byte b) {
        itemStart = position;
        switch (b) {
            case '{', '[' -> {
                depth = 0;
                open(b);
                state = State.IN_CONTAINER;
            }
            case '"' -> {
                depth = 0;
                state = State.IN_STRING;
            }
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 't', 'f', 'n' -> state = State.IN_SCALAR;
            case 0 -> throw nul(position);
            default -> throw broken(position, "expected a JSON value, found " + shown(b));
        }
        position++;
    }

    private void endItem() {
        items++;
        cut = position;
        itemStart = -1;
        state = form == PartForm.ELEMENTS ? State.AFTER_ELEMENT : State.BETWEEN_VALUES;
    }

    private void scanContainer() {
        byte[] bytes = buffer;
        int end = limit;
        int i = position;
        while (i < end) {
            byte b = bytes[i++];
            byte meaning = MEANING[b & 0xff];
            if (meaning == 0) {
                continue;
            }
            if (meaning == QUOTE) {
                i = endOfString(bytes, i, end);
                if (i < 0) {
                    position = end;
                    state = State.IN_STRING;
                    return;
                }
            } else if (meaning == OPENING) {
                open(b);
            } else if (meaning == CLOSING) {
                if (closers[--depth] != b) {
                    throw broken(i - 1, "expected " + shown(closers[depth]) + ", found " + shown(b));
                }
                if (depth == 0) {
                    position = i;
                    endItem();
                    return;
                }
            } else {
                throw nul(i - 1);
            }
        }
        position = end;
    }

    private void open(byte b) {
        if (depth == closers.length) {
            if (depth >= MAX_DEPTH) {
                throw broken(itemStart, "the item that begins here is nested deeper than " + MAX_DEPTH + " levels");
            }
            closers = Arrays.copyOf(closers, Math.min(2 * depth, MAX_DEPTH));
        }
        closers[depth++] = (byte) (b == '{' ? '}' : ']');
    }

    private void scanString() {
        int from = escaped ? position + 1 : position;
        escaped = false;
        int end = endOfString(buffer, from, limit);
        if (end < 0) {
            position = limit;
            return;
        }
        position = end;
        if (depth == 0) {
            endItem();
        } else {
            state = State.IN_CONTAINER;
        }
    }

    /** The index after the closing quote, or -1 if there is none before {@code end}. */
    private int endOfString(byte[] bytes, int from, int end) {
        int i = from;
        while (i < end) {
            byte b = bytes[i++];
            if (b == '"') {
                return i;
            }
            if (b == '\\') {
                if (i == end) {
                    escaped = true;
                }
                i++;
            } else if (b == 0) {
                throw nul(i - 1);
            }
        }
        return -1;
    }

    private void scanScalar() {
        while (position < limit) {
            switch (buffer[position]) {
                case ' ', '\n', '\r', '\t', ',', ']', '}', '[', '{', '"', ':' -> {
                    endItem();
                    return;
                }
                case 0 -> throw nul(position);
                default -> position++;
            }
        }
    }

    private long lineAt(int index) {
        return line + ByteSearch.countLines(buffer, 0, index);
    }

    private DltException nul(int index) {
        return JsonErrors.nul(origin, lineAt(index));
    }

    private DltException broken(int index, String problem) {
        return JsonErrors.broken(origin, lineAt(index), problem);
    }

    private DltException truncated(String what, long from) {
        return JsonErrors.broken(
                origin, lineAt(limit), "the text ends inside the " + what + " that begins at line " + from);
    }

    private static String shown(byte b) {
        return b > ' ' && b < 127 ? "'" + (char) b + "'" : String.format(Locale.ROOT, "byte 0x%02X", b & 0xff);
    }
}
