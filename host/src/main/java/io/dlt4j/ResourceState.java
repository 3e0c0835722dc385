package io.dlt4j;

import static java.util.Objects.requireNonNull;

import io.dlt4j.incremental.StateValues;
import io.dlt4j.pack.PipelineState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a resource, or a source, remembers from run to run: named values such as page tokens. Changes are published with the data that is
 * being extracted, and forgotten if the extract fails. A run with {@code replace} begins without the state of its resource.
 *
 * <p>Values are texts, numbers, truth values, {@code byte[]}, the types of {@code java.time}, and maps and lists of these; they come back
 * as the classes that {@link Incremental} names. Used by the thread that extracts.
 */
public final class ResourceState {

    private final List<String> path;
    private final String reserved;
    private final Map<String, Optional<Object>> changes = new LinkedHashMap<>();
    private final PipelineState before;

    /**
     * @param path where the values are, below the states of sources
     * @param reserved a key that is not the user's
     */
    ResourceState(PipelineState before, List<String> path, String reserved) {
        this.before = before;
        this.path = List.copyOf(path);
        this.reserved = reserved;
    }

    /** The value of that name. */
    public Optional<Object> find(String key) {
        requireFree(key);
        Optional<Object> changed = changes.get(key);
        return changed != null
                ? changed
                : before.sourceValue(at(key)).flatMap(stored -> Optional.ofNullable(StateValues.decode(stored)));
    }

    /**
     * Sets a value.
     *
     * @throws io.dlt4j.api.error.DltException if it is of a class that a state cannot hold
     */
    public void put(String key, Object value) {
        requireFree(key);
        changes.put(key, Optional.of(StateValues.canonical(requireNonNull(value, "value is null"))));
    }

    /** Forgets a value. */
    public void remove(String key) {
        requireFree(key);
        changes.put(key, Optional.empty());
    }

    private void requireFree(String key) {
        if (key.equals(reserved)) {
            throw new IllegalArgumentException("'" + key + "' is where dlt4j keeps its own state");
        }
    }

    private List<String> at(String key) {
        List<String> full = new ArrayList<>(path);
        full.add(key);
        return full;
    }

    /** The pipeline state with the changes. */
    PipelineState saved(PipelineState state) {
        PipelineState saved = state;
        for (Map.Entry<String, Optional<Object>> change : changes.entrySet()) {
            List<String> full = at(change.getKey());
            if (change.getValue().isPresent()) {
                saved = saved.withSourceValue(
                        full, StateValues.encode(change.getValue().get()));
            } else if (saved.sourceValue(full).isPresent()) {
                saved = saved.withoutSourceValue(full);
            }
        }
        return saved;
    }
}
