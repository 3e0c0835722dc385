package io.dlt4j.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a schema is called and which versions it had.
 *
 * @param version of the last save; 0 before the first
 * @param versionHash of the last save; empty before the first
 * @param previousHashes newest first
 * @param extras what is stored behind the history: hash of the imported file, description, {@code x-} properties
 */
record SchemaHeader(
        String name,
        int version,
        String versionHash,
        List<String> previousHashes,
        Map<String, @Nullable Object> extras) {

    static final String IMPORTED_HASH = "imported_version_hash";
    static final String DESCRIPTION = "description";

    private static final int MAX_HISTORY = 10;

    SchemaHeader {
        previousHashes = List.copyOf(previousHashes);
        extras = Trees.frozen(extras);
    }

    static SchemaHeader initial(String name) {
        return new SchemaHeader(name, 0, "", List.of(), Map.of());
    }

    /** The header after a save of content with that hash. */
    SchemaHeader bumped(String contentHash) {
        if (versionHash.equals(contentHash)) {
            return this;
        }
        if (versionHash.isEmpty()) {
            return new SchemaHeader(name, Math.max(version, 1), contentHash, previousHashes, extras);
        }
        return new SchemaHeader(name, version + 1, contentHash, historyWith(versionHash), extras);
    }

    /** A copy with {@code hash} at the front of the history. */
    SchemaHeader withPrevious(String hash) {
        return new SchemaHeader(name, version, versionHash, historyWith(hash), extras);
    }

    private List<String> historyWith(String hash) {
        if (previousHashes.contains(hash)) {
            return previousHashes;
        }
        List<String> history = new ArrayList<>(MAX_HISTORY + 1);
        history.add(hash);
        history.addAll(previousHashes);
        return history.subList(0, Math.min(history.size(), MAX_HISTORY));
    }

    SchemaHeader withExtra(String key, Optional<String> value) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>(extras);
        value.ifPresentOrElse(text -> copy.put(key, text), () -> copy.remove(key));
        return new SchemaHeader(name, version, versionHash, previousHashes, copy);
    }

    /** The header of a copy under another name, which starts its own history. */
    SchemaHeader renamed(String newName) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>(extras);
        copy.remove(IMPORTED_HASH);
        return new SchemaHeader(newName, 0, "", List.of(), copy);
    }
}
