package io.dlt4j.extract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is written, in whatever layout: the items of the parts are the items that were written. */
class JsonCutterPropertyTest {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String[] SPACES = {"", "", "", " ", "\n", "\r\n", "\t", "  \n\n "};
    private static final String[] TEXTS = {
        "", "a", "\"", "\\", "\\\"", "]", "}", ",", "{[", "\n", "\u0001", "é", "日本", "😀", "\u2028", "null", "//",
        "\u007f"
    };

    private final Random random = new Random();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void arraysKeepTheirElements(long seed) throws Exception {
        random.setSeed(seed);
        List<JsonNode> items = items();
        StringBuilder text = new StringBuilder(space());
        writeArray(NODES.arrayNode().addAll(items), text);
        text.append(space());

        assertItems(SourceKind.JSON, text.toString(), items);
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24, 25, 26, 27, 28, 29, 30})
    void sequencesKeepTheirValues(long seed) throws Exception {
        random.setSeed(seed);
        List<JsonNode> items = items();
        items.add(0, object(2));
        StringBuilder text = new StringBuilder(space());
        for (JsonNode item : items) {
            write(item, text);
            text.append(' ').append(space());
        }

        assertItems(SourceKind.JSON, text.toString(), items);
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33, 34, 35, 36, 37, 38, 39, 40})
    void linesKeepTheirValues(long seed) throws Exception {
        random.setSeed(seed);
        List<JsonNode> items = items();
        StringBuilder text = new StringBuilder(random.nextBoolean() ? "\uFEFF" : "");
        String end = random.nextBoolean() ? "\n" : "\r\n";
        for (JsonNode item : items) {
            text.append(JSON.writeValueAsString(item)).append(end).append(random.nextInt(10) == 0 ? end : "");
        }

        assertItems(SourceKind.JSONL, text.toString(), items);
        assertItems(SourceKind.JSONL, text.toString().stripTrailing(), items);
    }

    private void assertItems(SourceKind kind, String text, List<JsonNode> items) {
        int target = PartSource.MIN_TARGET_BYTES + random.nextInt(2000);
        Parts parts = Parts.of(kind, text, target);

        assertThat(parts.items()).isEqualTo(items);
        String[] lines = text.split("\n", -1);
        assertThat(parts.parts()).allSatisfy(part -> {
            String first = Parts.text(part).split("\n", -1)[0].strip();
            assertThat(lines[(int) part.firstLine() - 1]).contains(first);
            assertThat(part.items()).isIn(-1L, (long) Parts.items(part).size());
        });
    }

    private List<JsonNode> items() {
        List<JsonNode> items = new ArrayList<>();
        int count = random.nextInt(400);
        for (int i = 0; i < count; i++) {
            items.add(random.nextInt(4) == 0 ? value(3) : object(3));
        }
        return items;
    }

    private JsonNode value(int depth) {
        return switch (random.nextInt(depth > 0 ? 9 : 6)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.booleanNode(random.nextBoolean());
            case 2 -> NODES.numberNode(random.nextInt());
            case 3 -> NODES.numberNode(random.nextInt(1000) / 8.0);
            case 4, 5 -> NODES.textNode(text());
            case 6 -> array(depth - 1);
            default -> object(depth - 1);
        };
    }

    private ArrayNode array(int depth) {
        ArrayNode array = NODES.arrayNode();
        for (int i = random.nextInt(4); i > 0; i--) {
            array.add(value(depth));
        }
        return array;
    }

    private ObjectNode object(int depth) {
        ObjectNode object = NODES.objectNode();
        for (int i = random.nextInt(5); i > 0; i--) {
            object.set(text() + i, value(depth));
        }
        return object;
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(random.nextInt(50) == 0 ? 2000 : 8); i > 0; i--) {
            text.append(TEXTS[random.nextInt(TEXTS.length)]);
        }
        return text.toString();
    }

    private String space() {
        return random.nextInt(200) == 0 ? " \n".repeat(1500) : SPACES[random.nextInt(SPACES.length)];
    }

    private void write(JsonNode node, StringBuilder out) throws Exception {
        if (node.isTextual()) {
            writeText(node.textValue(), out);
        } else if (node.isValueNode()) {
            out.append(JSON.writeValueAsString(node));
        } else if (node.isObject()) {
            out.append('{').append(space());
            String separator = "";
            for (var field : node.properties()) {
                out.append(separator);
                writeText(field.getKey(), out);
                out.append(space()).append(':').append(space());
                write(field.getValue(), out);
                out.append(space());
                separator = "," + space();
            }
            out.append('}');
        } else {
            writeArray(node, out);
        }
    }

    private void writeArray(JsonNode array, StringBuilder out) throws Exception {
        out.append('[').append(space());
        String separator = "";
        for (JsonNode element : array) {
            out.append(separator);
            write(element, out);
            out.append(space());
            separator = "," + space();
        }
        out.append(']');
    }

    /** With all characters escaped, or only those that must be. */
    private void writeText(String text, StringBuilder out) throws Exception {
        if (random.nextBoolean()) {
            out.append(JSON.writeValueAsString(text));
            return;
        }
        out.append('"');
        text.chars().forEach(c -> out.append(String.format(Locale.ROOT, "\\u%04X", c)));
        out.append('"');
    }
}
