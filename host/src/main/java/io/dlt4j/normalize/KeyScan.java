package io.dlt4j.normalize;

import com.fasterxml.jackson.core.JsonToken;
import io.dlt4j.schema.CanonicalJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the values of the key columns in an item, reading no further than to the last of them. Not thread-safe. */
final class KeyScan {

    private final Shapes shapes;
    private final Shape root;
    private final List<String> columns;
    private final Map<String, @Nullable Object> found = new HashMap<>();

    KeyScan(Shapes shapes, Shape root, List<String> columns) {
        this.shapes = shapes;
        this.root = root;
        this.columns = columns;
    }

    /** Reads the object that the parser is at; false if it has not all the key columns, or one of them is no scalar. */
    boolean read(ByteJsonParser parser) throws IOException {
        found.clear();
        return found.size() == columns.size() || object(root, parser);
    }

    private boolean object(Shape shape, ByteJsonParser parser) throws IOException {
        shape.begin();
        Slot slot;
        while ((slot = TokenWalker.nextSlot(shape, parser)) != null) {
            JsonToken token = parser.nextToken();
            if (token == JsonToken.START_OBJECT) {
                Shape nested = slot.object(shapes);
                if (nested == null) {
                    parser.skipChildren();
                } else if (object(nested, parser)) {
                    return true;
                }
            } else if (token == JsonToken.START_ARRAY) {
                parser.skipChildren();
            } else if (columns.contains(slot.columnName)) {
                found.put(slot.columnName, Values.scalar(parser, token));
                if (found.size() == columns.size()) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The canonical JSON of the key, UTF-8. */
    byte[] json() {
        return CanonicalJson.sorted(found).getBytes(StandardCharsets.UTF_8);
    }
}
