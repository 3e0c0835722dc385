package io.dlt4j.incremental;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.error.DltException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Names keys in a state: the name of one, or a path in JSONPath as of {@link CursorPath}. Unlike that, it stands for all that it
 * matches. Elements of lists are not keys.
 *
 * <p>Immutable and thread-safe.
 */
public final class StatePath {

    private final String text;
    private final List<PathStep> steps;

    private StatePath(String text, List<PathStep> steps) {
        this.text = text;
        this.steps = steps;
    }

    /**
     * Reads a path.
     *
     * @throws DltException if it is none, or uses filters, slices, unions or functions
     */
    public static StatePath parse(String text) {
        return new StatePath(text, new PathParser(requireNonNull(text, "text is null")).steps());
    }

    /**
     * The keys that the path matches, each with those above it, outermost first; not those below another that matches.
     *
     * @param reserved keys of the state itself that nothing but their names matches
     */
    public List<List<String>> find(Map<String, @Nullable Object> state, Set<String> reserved) {
        Map<String, List<String>> found = new TreeMap<>();
        collect(state, 0, List.of(), reserved, found);
        List<List<String>> outermost = new ArrayList<>();
        for (List<String> path : found.values()) {
            boolean below = found.values().stream()
                    .anyMatch(other -> other.size() < path.size()
                            && path.subList(0, other.size()).equals(other));
            if (!below) {
                outermost.add(path);
            }
        }
        return outermost;
    }

    private void collect(
            @Nullable Object tree, int at, List<String> path, Set<String> reserved, Map<String, List<String>> found) {
        if (at == steps.size()) {
            if (!path.isEmpty()) {
                found.put(String.join("\0", path), path);
            }
            return;
        }
        if (!(tree instanceof Map<?, ?> map)) {
            return;
        }
        PathStep step = steps.get(at);
        if (step instanceof PathStep.Descendants) {
            collect(tree, at + 1, path, reserved, found);
        }
        map.forEach((key, value) -> {
            String name = String.valueOf(key);
            boolean named = step instanceof PathStep.Field field && field.name().equals(name);
            boolean any = step instanceof PathStep.AllFields || step instanceof PathStep.AllElements;
            List<String> below = new ArrayList<>(path);
            below.add(name);
            if (named || any && !(path.isEmpty() && reserved.contains(name))) {
                collect(value, at + 1, List.copyOf(below), reserved, found);
            }
            if (step instanceof PathStep.Descendants) {
                collect(value, at, List.copyOf(below), reserved, found);
            }
        });
    }

    /** As given. */
    @Override
    public String toString() {
        return text;
    }
}
