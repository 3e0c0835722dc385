package io.dlt4j.destination.duckdb.e2e;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * JSON text of items in which much goes wrong: keys that meet under one name, keys that come twice, values that change
 * their kind and type from item to item, lists in objects in lists.
 */
final class RandomItems {

    /** Several names for one column, a path, blanks, letters beyond ASCII, what dlt names by itself. */
    private static final List<String> KEYS = List.of(
            "id",
            "Name",
            "name",
            "NAME",
            "userName",
            "user_name",
            "a b",
            "a-b",
            "näme",
            "日本",
            "",
            " ",
            "1st",
            "x_",
            "_y",
            "value",
            "list",
            "o",
            "O",
            "o__x",
            "x",
            "tags",
            "Tags",
            "v",
            "v",
            "v",
            "😀 emoji",
            "deep");

    private static final List<String> TEXTS = List.of(
            "\"abc\"",
            "\"\"",
            "\"äöü 日本 😀\"",
            "\"77\"",
            "\"3.5\"",
            "\"yes\"",
            "\"No\"",
            "\"line\\nbreak\"",
            "\"\\u0041\"");
    private static final List<String> NUMBERS =
            List.of("0", "1", "-7", "77", "9223372036854775807", "1.5", "-0.25", "2.0", "1e2");
    private static final List<String> TIMES = List.of("\"2024-02-29T12:30:00Z\"", "\"2024-02-29T12:30:00.125+02:00\"");

    private final Random random;
    private final List<String> keys;
    private final int maxDepth;
    private final StringBuilder text = new StringBuilder();

    /** Of few keys at little depth most items soon bring nothing new; of many, each does. */
    RandomItems(long seed) {
        this.random = new Random(seed);
        List<String> shuffled = new ArrayList<>(KEYS);
        Collections.shuffle(shuffled, random);
        this.keys = shuffled.subList(0, 3 + random.nextInt(KEYS.size() - 2));
        this.maxDepth = 2 + random.nextInt(4);
    }

    /** A value to the line. */
    String lines(int items) {
        text.setLength(0);
        for (int item = 0; item < items; item++) {
            if (random.nextInt(10) == 0) {
                scalar();
            } else {
                object(0);
            }
            text.append('\n');
        }
        return text.toString();
    }

    private void object(int depth) {
        text.append('{');
        int fields = random.nextInt(7);
        for (int field = 0; field < fields; field++) {
            text.append(field == 0 ? "" : ",");
            if (random.nextInt(12) == 0) {
                text.append("\"at\":");
                time();
                continue;
            }
            String key = pick(keys);
            text.append('"').append(key).append("\":");
            if (key.contains("__")) {
                scalar(); // a list there and one below "o" would share a table, and the ids of their rows
            } else {
                value(depth + 1);
            }
        }
        text.append('}');
    }

    private void value(int depth) {
        int kind = random.nextInt(10);
        if (kind < 6 || depth >= maxDepth) {
            scalar();
        } else if (kind < 8) {
            object(depth);
        } else {
            list(depth);
        }
    }

    private void list(int depth) {
        text.append('[');
        int elements = random.nextInt(4);
        for (int element = 0; element < elements; element++) {
            text.append(element == 0 ? "" : ", ");
            value(depth + 1);
        }
        text.append(']');
    }

    private void scalar() {
        switch (random.nextInt(4)) {
            case 0 -> text.append(pick(TEXTS));
            case 1 -> text.append(pick(NUMBERS));
            case 2 -> text.append(random.nextBoolean());
            default -> text.append("null");
        }
    }

    /** Never beside other texts: a variant that begins with a time takes no other text, which ends the reference's load. */
    private void time() {
        switch (random.nextInt(5)) {
            case 0 -> text.append("null");
            case 1 -> text.append(random.nextInt(1_000_000));
            case 2 -> text.append(random.nextBoolean());
            default -> text.append(pick(TIMES));
        }
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
