package io.dlt4j.destination.duckdb.e2e;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * JSON text of random items that can be put together again from the tables that they become: keys are names already, the
 * first letter of a key says what its values are, and no two places of the data share a table. Each item has an {@code id}.
 */
final class SurvivingItems {

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

    /** Never a number, a time or a word for a truth value, which columns of other types would take. */
    private static final List<String> TEXTS = List.of(
            "qu", "q \\\"quoted\\\" \\\\", "qäöü", "q日本", "q😀", "q\\n\\t\\u0001", "q' --", "q\\u00e9 {}[]", "");

    private static final List<String> TIMES =
            List.of("\"2024-02-29T12:30:00Z\"", "\"1999-12-31T23:59:59.999999+02:00\"", "\"0001-01-01T00:00:00Z\"");

    private static final List<String> INTEGERS = List.of(
            "0",
            "-1",
            "9223372036854775807",
            "-9223372036854775808",
            "9223372036854775808",
            "99999999999999999999999999999999999999",
            "-12345678901234567890");

    private final Random random;
    private final int size;
    private final List<String> keys = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    /**
     * @param size from 1: how many items, how many keys, how deep
     */
    SurvivingItems(long seed, int size) {
        this.random = new Random(seed);
        this.size = size;
        Set<String> reserved = new HashSet<>(Set.of("id", "list", "value"));
        for (int key = 0; key < 4 + size; key++) {
            StringBuilder name = new StringBuilder().append("sndbmtolxy".charAt(random.nextInt(10)));
            for (int letter = random.nextInt(6); letter > 0; letter--) {
                name.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
            }
            if (reserved.add(name.toString())) {
                keys.add(name.toString());
            }
        }
    }

    String lines() {
        for (int item = 0; item < 2 * size; item++) {
            text.append("{\"id\":").append(item);
            fields(true, 1 + size / 3);
            text.append("}\n");
        }
        return text.toString();
    }

    private void fields(boolean more, int depth) {
        boolean comma = more;
        for (String key : keys) {
            if (random.nextInt(keys.size()) < 4) {
                text.append(comma ? ",\"" : "\"").append(key).append("\":");
                value(key.charAt(0), depth);
                comma = true;
            }
        }
    }

    private void value(char kind, int depth) {
        if (random.nextInt(8) == 0) {
            text.append("null");
            return;
        }
        boolean either = random.nextBoolean();
        switch (kind) {
            case 's' -> string();
            case 'n' -> text.append(either ? pick(INTEGERS) : Long.toString(random.nextLong()));
            case 'd' -> text.append(either ? number() : Integer.toString(random.nextInt(1000)));
            case 'b' -> text.append(either);
            case 't' -> text.append(pick(TIMES));
            case 'o' -> object(depth);
            case 'l' -> list(depth);
            case 'x' -> {
                if (either) {
                    object(depth);
                } else {
                    mixed();
                }
            }
            case 'y' -> {
                if (either) {
                    list(depth);
                } else {
                    mixed();
                }
            }
            default -> mixed();
        }
    }

    private void object(int depth) {
        text.append('{');
        if (depth > 0) {
            fields(false, depth - 1);
        }
        text.append('}');
    }

    private void list(int depth) {
        text.append('[');
        for (int element = random.nextInt(depth > 0 ? 4 : 1); element > 0; element--) {
            switch (random.nextInt(5)) {
                case 0 -> object(depth - 1);
                case 1 -> list(depth - 1);
                case 2 -> text.append("null");
                default -> mixed();
            }
            text.append(element > 1 ? "," : "");
        }
        text.append(']');
    }

    private void mixed() {
        switch (random.nextInt(4)) {
            case 0 -> text.append(random.nextInt(100_000) - 50_000);
            case 1 -> text.append(number());
            case 2 -> text.append(random.nextBoolean());
            default -> string();
        }
    }

    private String number() {
        return (random.nextInt(2_000_000) - 1_000_000) + "." + (1 + random.nextInt(99)) + "5";
    }

    private void string() {
        String start = pick(TEXTS);
        text.append('"')
                .append(start)
                .append(start.isEmpty() ? "" : pick(TEXTS))
                .append('"');
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
