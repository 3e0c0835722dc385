package io.dlt4j.normalize;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads an item with no more than the first elements of the lists at each place: enough to discover tables and columns of an
 * item that is too large to be held as a tree.
 *
 * <p>The elements kept of a place are the first rows of its table, so that what they bring comes in the order in which the
 * whole item would bring it.
 */
final class Excerpt {

    /** A text of this many bytes is no more than a text, whatever it says. */
    private static final int LONG = 1 << 16;

    private static final String LONG_TEXT = "a long text";

    private final int elements;
    private boolean complete = true;

    /** @param elements how many elements are kept of each place, counted over the whole item */
    Excerpt(int elements) {
        this.elements = elements;
    }

    /** A place in the item, and how many elements of the lists there were kept. */
    private static final class Place {

        private final Map<String, Place> inner = new HashMap<>();
        private int kept;

        Place at(String key) {
            return inner.computeIfAbsent(key, name -> new Place());
        }
    }

    /** Whether nothing was left out. */
    boolean isComplete() {
        return complete;
    }

    /** The excerpt of the value at the parser's current token. */
    @Nullable
    Object read(ByteJsonParser parser) throws IOException {
        return read(parser, new Place());
    }

    private @Nullable Object read(ByteJsonParser parser, Place place) throws IOException {
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> readObject(parser, place);
            case START_ARRAY -> readArray(parser, place);
            default -> parser.isLongString(LONG) ? LONG_TEXT : Values.scalar(parser, token);
        };
    }

    private Map<String, @Nullable Object> readObject(ByteJsonParser parser, Place place) throws IOException {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        String key;
        while ((key = parser.nextFieldName()) != null) {
            parser.nextToken();
            object.put(key, read(parser, place.at(key)));
        }
        return object;
    }

    private List<@Nullable Object> readArray(ByteJsonParser parser, Place place) throws IOException {
        List<@Nullable Object> list = new ArrayList<>();
        Place inner = place.at("[]");
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (place.kept < elements) {
                place.kept++;
                list.add(read(parser, inner));
            } else {
                complete = false;
                parser.skipChildren();
            }
        }
        return list;
    }
}
