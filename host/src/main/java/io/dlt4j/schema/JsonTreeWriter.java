package io.dlt4j.schema;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes one tree for {@link CanonicalJson}. */
final class JsonTreeWriter {

    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private final StringBuilder out = new StringBuilder(256);
    private final boolean sorted;
    private final boolean indented;
    private int depth;

    JsonTreeWriter(boolean sorted, boolean indented) {
        this.sorted = sorted;
        this.indented = indented;
    }

    String write(@Nullable Object tree) {
        writeValue(tree);
        return out.toString();
    }

    private void writeValue(@Nullable Object value) {
        if (value == null) {
            out.append("null");
        } else if (value instanceof String text) {
            writeString(text);
        } else if (value instanceof Map<?, ?> map) {
            writeObject(Trees.map(map));
        } else if (value instanceof Collection<?> items) {
            writeArray(items);
        } else if (value instanceof Double number) {
            out.append(PythonFloats.json(number));
        } else if (value instanceof Boolean
                || value instanceof Long
                || value instanceof Integer
                || value instanceof BigInteger) {
            out.append(value);
        } else {
            throw new IllegalArgumentException(
                    "a document cannot hold a " + value.getClass().getName());
        }
    }

    private void writeObject(Map<String, @Nullable Object> map) {
        if (map.isEmpty()) {
            out.append("{}");
            return;
        }
        out.append('{');
        depth++;
        boolean first = true;
        for (String key : keys(map)) {
            separate(first);
            first = false;
            writeString(key);
            out.append(indented ? ": " : ":");
            writeValue(map.get(key));
        }
        close('}');
    }

    private Collection<String> keys(Map<String, ?> map) {
        if (!sorted) {
            return map.keySet();
        }
        List<String> keys = new ArrayList<>(map.keySet());
        keys.sort(CodePointOrder.INSTANCE);
        return keys;
    }

    private void writeArray(Collection<?> items) {
        if (items.isEmpty()) {
            out.append("[]");
            return;
        }
        out.append('[');
        depth++;
        boolean first = true;
        for (Object item : items) {
            separate(first);
            first = false;
            writeValue(item);
        }
        close(']');
    }

    private void separate(boolean first) {
        if (!first) {
            out.append(',');
        }
        newLine();
    }

    private void close(char bracket) {
        depth--;
        newLine();
        out.append(bracket);
    }

    private void newLine() {
        if (indented) {
            out.append('\n');
            for (int i = 0; i < depth; i++) {
                out.append("  ");
            }
        }
    }

    private void writeString(String text) {
        out.append('"');
        int written = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\') {
                out.append(text, written, i);
                writeEscape(c);
                written = i + 1;
            }
        }
        out.append(text, written, text.length()).append('"');
    }

    private void writeEscape(char c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\b' -> out.append("\\b");
            case '\t' -> out.append("\\t");
            case '\n' -> out.append("\\n");
            case '\f' -> out.append("\\f");
            case '\r' -> out.append("\\r");
            default -> out.append("\\u00").append(HEX[c >> 4]).append(HEX[c & 0xF]);
        }
    }
}
