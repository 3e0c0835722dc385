package io.dlt4j.incremental;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a cursor remembers between runs. Values are of the classes of {@link StateValues}.
 *
 * @param initialValue the value that the very first run began with
 * @param lastValue the newest value
 * @param uniqueHashes hashes of the rows that had the newest value, in the order in which they came
 * @param startValue the value that the last run with new rows began with, without lag
 */
public record CursorState(
        Optional<Object> initialValue,
        Optional<Object> lastValue,
        List<String> uniqueHashes,
        Optional<Object> startValue) {

    private static final String INITIAL_VALUE = "initial_value";
    private static final String LAST_VALUE = "last_value";
    private static final String UNIQUE_HASHES = "unique_hashes";
    private static final String START_VALUE = "start_value";

    /** Copies the hashes. */
    public CursorState {
        uniqueHashes = List.copyOf(uniqueHashes);
    }

    /** The state of a cursor that never ran. */
    static CursorState initial(Optional<Object> value) {
        return new CursorState(value, value, List.of(), value);
    }

    /** The state in a tree of typed JSON. */
    public static CursorState of(Map<?, ?> tree) {
        List<String> hashes = tree.get(UNIQUE_HASHES) instanceof Collection<?> stored
                ? stored.stream().map(String::valueOf).toList()
                : List.of();
        return new CursorState(value(tree, INITIAL_VALUE), value(tree, LAST_VALUE), hashes, value(tree, START_VALUE));
    }

    private static Optional<Object> value(Map<?, ?> tree, String key) {
        return Optional.ofNullable(StateValues.decode(tree.get(key)));
    }

    /** The state as a tree of typed JSON, keys in the reference's order. */
    public Map<String, @Nullable Object> tree() {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put(INITIAL_VALUE, StateValues.encode(initialValue.orElse(null)));
        tree.put(LAST_VALUE, StateValues.encode(lastValue.orElse(null)));
        tree.put(UNIQUE_HASHES, uniqueHashes);
        tree.put(START_VALUE, StateValues.encode(startValue.orElse(null)));
        return tree;
    }
}
