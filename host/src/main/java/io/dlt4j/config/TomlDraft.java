package io.dlt4j.config;

import io.dlt4j.api.error.DltException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The text of a configuration file to which sample tables are added, without changing a line that is there. Nothing is written.
 *
 * <p>Not thread-safe.
 */
public final class TomlDraft {

    private final Path file;
    private final Map<String, Object> values;
    private final List<List<String>> added = new ArrayList<>();
    private final String original;
    private String text;

    private TomlDraft(Path file, Map<String, Object> values, String text) {
        this.file = file;
        this.values = values;
        this.original = text;
        this.text = text;
    }

    /**
     * The file as it is, or {@code template} if it is not there.
     *
     * @param secret whether the file holds secrets, which messages must not repeat
     * @throws DltException if the file cannot be read, or is no TOML
     */
    public static TomlDraft of(Path file, boolean secret, String template) {
        if (!Files.exists(file)) {
            return new TomlDraft(file, Map.of(), template);
        }
        Map<String, Object> values = TomlFile.read(file, secret);
        try {
            return new TomlDraft(file, values, Files.readString(file));
        } catch (IOException e) {
            throw new DltException(
                    ConfigError.CONFIG_FILE_UNREADABLE,
                    "Cannot read " + file + ": " + e,
                    "Check that the file is UTF-8 text and that this user may read it.",
                    e);
        }
    }

    /** What becomes of the file. */
    public String text() {
        return text;
    }

    /**
     * Adds a table, or the required keys of it that are missing. A table whose place has a text, such as credentials in their
     * native form, is left alone; one that requires nothing becomes a comment.
     *
     * @param other the file that may have some of the keys instead
     * @return the keys that a user has to fill in, with their sections
     * @throws DltException if the table is there in a form that cannot be extended
     */
    public List<String> add(SampleTable table, TomlDraft other) {
        if (hasValueAbove(table.path()) || other.hasValueAbove(table.path())) {
            return List.of();
        }
        List<SampleTable.Entry> missing = table.entries().stream()
                .filter(entry -> entry.isRequired())
                .filter(entry -> !has(table, entry) && !other.has(table, entry))
                .toList();
        int afterHeader = afterHeader(table.path());
        if (afterHeader >= 0) {
            StringBuilder lines = new StringBuilder();
            missing.forEach(entry -> lines.append(entry.text(true)));
            insert(afterHeader, lines.toString());
        } else if (!missing.isEmpty() || !isMentioned(table)) {
            String gap = text.isEmpty() ? "" : "\n";
            insert(text.length(), gap + table.text(missing));
        }
        missing.forEach(entry -> added.add(join(table.path(), entry.name())));
        check(table);
        return missing.stream()
                .map(entry -> String.join(".", join(table.path(), entry.name())))
                .toList();
    }

    private static List<String> join(List<String> path, String name) {
        List<String> joined = new ArrayList<>(path);
        joined.add(name);
        return List.copyOf(joined);
    }

    private boolean has(SampleTable table, SampleTable.Entry entry) {
        return find(join(table.path(), entry.name())).isPresent();
    }

    private Optional<Object> find(List<String> path) {
        Object value = values;
        for (String name : path) {
            value = value instanceof Map<?, ?> map ? map.get(name) : null;
            if (value == null) {
                return Optional.empty();
            }
        }
        return Optional.of(value);
    }

    private boolean hasValueAbove(List<String> path) {
        for (int length = 1; length <= path.size(); length++) {
            if (find(path.subList(0, length))
                    .filter(value -> !(value instanceof Map))
                    .isPresent()) {
                return true;
            }
        }
        return false;
    }

    private boolean isMentioned(SampleTable table) {
        return find(table.path()).isPresent()
                || text.lines().anyMatch(line -> line.strip().equals("# " + table.header()));
    }

    /** The offset of the line after the table's header, -1 if it has none. */
    private int afterHeader(List<String> path) {
        for (int start = 0; start < text.length(); ) {
            int newline = text.indexOf('\n', start);
            int next = newline < 0 ? text.length() : newline + 1;
            String line = text.substring(start, next).strip();
            if (line.startsWith("[") && !line.startsWith("[[") && isHeaderOf(path, line)) {
                return next;
            }
            start = next;
        }
        return -1;
    }

    private static boolean isHeaderOf(List<String> path, String line) {
        Object rest = TomlFile.parse(line).<Object>map(table -> table).orElse("");
        for (String name : path) {
            rest = rest instanceof Map<?, ?> map && map.containsKey(name) ? map.get(name) : "";
        }
        return rest instanceof Map<?, ?> map && map.isEmpty();
    }

    private void insert(int offset, String lines) {
        if (lines.isEmpty()) {
            return;
        }
        String lineEnd = original.contains("\r\n") ? "\r\n" : "\n";
        String before = text.substring(0, offset);
        String gap = before.isEmpty() || before.endsWith("\n") ? "" : lineEnd;
        text = before + gap + lines.replace("\n", lineEnd) + text.substring(offset);
    }

    /** A text may look like a header, and an inline table takes no more keys: what counts is what a parser finds. */
    private void check(SampleTable table) {
        Map<List<String>, Object> now = new LinkedHashMap<>();
        boolean valid = TomlFile.parse(text)
                .map(parsed -> {
                    flatten(List.of(), parsed, now);
                    return now.keySet().containsAll(added);
                })
                .orElse(false);
        Map<List<String>, Object> before = new LinkedHashMap<>();
        flatten(List.of(), values, before);
        added.forEach(now::remove);
        if (!valid || !now.equals(before)) {
            throw new DltException(
                    ConfigError.CONFIG_TABLE_CLOSED,
                    "Nothing can be added to " + table.header() + " in " + file + " without changing what is there.",
                    "Write it as a table of its own, with the header " + table.header() + " in a line.");
        }
    }

    private static void flatten(List<String> path, Map<?, ?> table, Map<List<String>, Object> leaves) {
        table.forEach((key, value) -> {
            List<String> at = join(path, String.valueOf(key));
            if (value instanceof Map<?, ?> inner) {
                flatten(at, inner, leaves);
            } else {
                leaves.put(at, value);
            }
        });
    }
}
