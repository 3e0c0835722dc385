package io.dlt4j.pack;

import io.dlt4j.api.error.DltException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Brings a pipeline state of an older engine version to the current one, in place. */
final class StateMigration {

    /** The engine version of states written by this host. */
    static final int ENGINE_VERSION = 4;

    private StateMigration() {}

    static void migrate(Map<String, @Nullable Object> state) {
        int from = state.get(PipelineState.ENGINE_VERSION) instanceof Number version ? version.intValue() : 0;
        if (from < 1 || from > ENGINE_VERSION) {
            throw new DltException(
                    StateError.STATE_ENGINE_UNSUPPORTED,
                    "The state of pipeline '" + state.get(PipelineState.PIPELINE_NAME) + "' is of engine version "
                            + state.get(PipelineState.ENGINE_VERSION) + "; this version reads 1 to " + ENGINE_VERSION
                            + ".",
                    "If a newer version wrote it, use that version or a newer one.");
        }
        List<Runnable> steps = List.of(
                () -> state.put(PipelineState.LOCAL, new LinkedHashMap<>()),
                () -> state.put(PipelineState.VERSION_HASH, PipelineState.contentHash(state)),
                () -> {
                    splitReference(state, "destination");
                    splitReference(state, "staging");
                });
        steps.subList(from - 1, steps.size()).forEach(Runnable::run);
        state.put(PipelineState.ENGINE_VERSION, (long) ENGINE_VERSION);
    }

    /** One reference became a type and a name, which is null where it is the type's own. */
    private static void splitReference(Map<String, @Nullable Object> state, String role) {
        String typeKey = role + "_type";
        String nameKey = role + "_name";
        if (state.get(role) instanceof String reference) {
            state.remove(role);
            state.put(typeKey, reference);
            state.put(nameKey, null);
        } else if (state.get(typeKey) instanceof String type
                && state.get(nameKey) instanceof String name
                && type.substring(type.lastIndexOf('.') + 1).equals(name)) {
            state.put(nameKey, null);
        }
    }
}
