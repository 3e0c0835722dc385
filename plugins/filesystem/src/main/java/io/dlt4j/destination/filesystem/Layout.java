package io.dlt4j.destination.filesystem;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.error.DltException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How data files are named below the folder of their dataset: text with placeholders in braces, for example
 * {@code {table_name}/{load_id}.{file_id}.{ext}}. Immutable.
 *
 * <p>The files of a table are found again by the part of their names up to the character after {@code {table_name}}, which is why
 * nothing but the schema's name may vary before it, and why a placeholder must not follow it at once.
 */
final class Layout {

    static final String SCHEMA_NAME = "schema_name";
    static final String TABLE_NAME = "table_name";
    static final String FILE_ID = "file_id";

    /** The placeholders that each job file has values for. */
    static final Set<String> JOB_NAMES = Set.of(SCHEMA_NAME, TABLE_NAME, "load_id", FILE_ID, "ext");

    private static final String EXAMPLE = "{table_name}/{load_id}.{file_id}.{ext}";

    private final String text;
    private final List<Part> parts;

    /** A stretch of text, or the name of a placeholder. */
    private record Part(String text, boolean placeholder) {}

    private Layout(String text, List<Part> parts) {
        this.text = text;
        this.parts = parts;
    }

    /**
     * Parses a layout.
     *
     * @param extra the names of placeholders beyond those of dlt
     * @throws DltException {@link FilesystemError#FILESYSTEM_LAYOUT} if names cannot be made from it
     */
    static Layout parse(String text, Set<String> extra) {
        Layout layout = new Layout(requireNonNull(text, "text is null"), split(text));
        layout.checkNames(extra);
        layout.checkPrefix();
        layout.checkPath();
        return layout;
    }

    private static List<Part> split(String text) {
        List<Part> parts = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            int open = text.indexOf('{', from);
            int end = open < 0 ? text.length() : open;
            if (end > from) {
                String literal = text.substring(from, end);
                if (literal.indexOf('}') >= 0) {
                    throw refused(text, "has a closing brace without an opening one");
                }
                parts.add(new Part(literal, false));
            }
            if (open < 0) {
                break;
            }
            int close = text.indexOf('}', open);
            if (close < 0) {
                throw refused(text, "has an opening brace without a closing one");
            }
            parts.add(new Part(text.substring(open + 1, close), true));
            from = close + 1;
        }
        return List.copyOf(parts);
    }

    private void checkNames(Set<String> extra) {
        Set<String> known = new TreeSet<>(extra);
        known.addAll(JOB_NAMES);
        known.addAll(DateTokens.NAMES);
        List<String> unknown =
                placeholders().stream().filter(name -> !known.contains(name)).toList();
        if (!unknown.isEmpty()) {
            throw refused(
                    text,
                    "has placeholders that nobody gives a value: " + String.join(", ", unknown) + "; there are "
                            + String.join(", ", known));
        }
    }

    private void checkPrefix() {
        int table = parts.indexOf(new Part(TABLE_NAME, true));
        if (table < 0) {
            throw refused(
                    text, "has no placeholder {table_name}, so that the files of a table could not be found again");
        }
        for (Part part : parts.subList(0, table)) {
            if (part.placeholder() && !part.text().equals(SCHEMA_NAME)) {
                throw refused(
                        text,
                        "has {" + part.text() + "} before {table_name}, where only {schema_name} can be: the files of a"
                                + " table could not be found again");
            }
        }
        if (table + 1 < parts.size() && parts.get(table + 1).placeholder()) {
            throw refused(
                    text,
                    "has {" + parts.get(table + 1).text()
                            + "} right after {table_name}: without a character between them"
                            + " the files of two tables could not be told apart");
        }
    }

    private void checkPath() {
        if (text.startsWith("/") || text.startsWith("\\")) {
            throw refused(text, "starts with a slash, although it is a path below the folder of the dataset");
        }
        if (text.endsWith("/")) {
            throw refused(text, "ends with a slash, so that it names a folder");
        }
        for (String between : text.split("/", -1)) {
            if (between.equals("..") || between.equals(".")) {
                throw refused(text, "makes paths that may lead out of the folder of the dataset");
            }
        }
    }

    /** The placeholders, each once, in order. */
    Set<String> placeholders() {
        Set<String> names = new LinkedHashSet<>();
        parts.stream().filter(Part::placeholder).forEach(part -> names.add(part.text()));
        return names;
    }

    /** What the names of all files of a table start with; the whole name if nothing follows the table's. */
    String prefix(String schemaName, String tableName) {
        StringBuilder prefix = new StringBuilder();
        boolean tableSeen = false;
        for (Part part : parts) {
            if (tableSeen) {
                prefix.append(part.text().charAt(0));
                break;
            }
            tableSeen = part.placeholder() && part.text().equals(TABLE_NAME);
            prefix.append(part.placeholder() ? tableSeen ? tableName : schemaName : part.text());
        }
        return collapsed(prefix.toString());
    }

    /** Whether the table's name is the end of the layout, so that a table has one file. */
    boolean endsWithTable() {
        return parts.get(parts.size() - 1).equals(new Part(TABLE_NAME, true));
    }

    /**
     * The name of a file, which may not be a good one: {@link NameRules} say.
     *
     * @param values has a value for each placeholder
     */
    String name(Map<String, String> values) {
        StringBuilder name = new StringBuilder();
        for (Part part : parts) {
            name.append(
                    part.placeholder()
                            ? requireNonNull(values.get(part.text()), () -> part.text() + " is unknown")
                            : part.text());
        }
        return collapsed(name.toString());
    }

    /** Runs of slashes are one slash on a disk, and would be folders without a name in a bucket. */
    private static String collapsed(String path) {
        String shorter = path;
        while (shorter.contains("//")) {
            shorter = shorter.replace("//", "/");
        }
        return shorter;
    }

    private static DltException refused(String text, String why) {
        return new DltException(
                FilesystemError.FILESYSTEM_LAYOUT,
                "The layout '" + text + "' " + why + ".",
                "Correct layout in the destination's configuration; a valid one is " + EXAMPLE + ".");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Layout that && that.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The layout as written. */
    @Override
    public String toString() {
        return text;
    }
}
