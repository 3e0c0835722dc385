package io.dlt4j.pack;

import io.dlt4j.api.error.DltException;
import io.dlt4j.schema.CanonicalJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A JSON object that a package keeps on disk, with the errors of a file that is not what it should be. */
public final class Document {

    private final Map<String, @Nullable Object> values;
    private final String origin;

    private Document(Map<String, @Nullable Object> values, String origin) {
        this.values = values;
        this.origin = origin;
    }

    /** An empty document to fill with {@link #with}. */
    public static Document empty() {
        return new Document(new LinkedHashMap<>(), "a new document");
    }

    /** Reads a file that must be there. */
    public static Document read(Path file) {
        return parse(DurableFiles.read(file), file.toString());
    }

    /** Reads a file if it is there. */
    public static Optional<Document> find(Path file) {
        return Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
    }

    @SuppressWarnings("unchecked")
    private static Document parse(String json, String origin) {
        Object tree;
        try {
            tree = CanonicalJson.parseObject(json);
        } catch (RuntimeException e) {
            throw corrupt(origin, "is not JSON: " + e.getMessage(), e);
        }
        if (!(tree instanceof Map)) {
            throw corrupt(origin, "is not a JSON object", null);
        }
        return new Document((Map<String, @Nullable Object>) tree, origin);
    }

    /** Adds or replaces a value: text, number, boolean, list or map of these. */
    public Document with(String key, @Nullable Object value) {
        values.put(key, value);
        return this;
    }

    /** The text that must be under {@code key}. */
    public String text(String key) {
        if (values.get(key) instanceof String text) {
            return text;
        }
        throw corrupt(origin, "has no text '" + key + "'", null);
    }

    /** The text under {@code key}, if there is one. */
    public Optional<String> findText(String key) {
        return values.get(key) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** The integer that must be under {@code key}. */
    public long integer(String key) {
        if (values.get(key) instanceof Number number) {
            return number.longValue();
        }
        throw corrupt(origin, "has no number '" + key + "'", null);
    }

    /** Whether the value under {@code key} is true. */
    public boolean isTrue(String key) {
        return Boolean.TRUE.equals(values.get(key));
    }

    /** The objects in the list under {@code key}; none if there is no such list. */
    @SuppressWarnings("unchecked")
    public List<Document> documents(String key) {
        List<Document> found = new ArrayList<>();
        if (values.get(key) instanceof List<?> list) {
            for (Object element : list) {
                if (element instanceof Map) {
                    found.add(new Document((Map<String, @Nullable Object>) element, origin + " " + key));
                }
            }
        }
        return found;
    }

    /** The texts in the list under {@code key}; none if there is no such list. */
    public List<String> texts(String key) {
        List<String> found = new ArrayList<>();
        if (values.get(key) instanceof List<?> list) {
            list.forEach(element -> found.add(String.valueOf(element)));
        }
        return found;
    }

    /** The live map, for nesting this document in another one. */
    public Map<String, @Nullable Object> asMap() {
        return values;
    }

    /** Puts the document in the place of {@code file}, durably. */
    public void save(Path file) {
        DurableFiles.replace(file, CanonicalJson.indented(values) + "\n");
    }

    private static DltException corrupt(String origin, String problem, @Nullable Throwable cause) {
        return new DltException(
                PackError.WORKDIR_CORRUPT,
                "File " + origin + " " + problem + ".",
                "Restore it from a backup, or remove the pipeline's working directory and run again: what is complete in the"
                        + " destination stays there.",
                cause);
    }
}
