package io.dlt4j.incremental;

import io.dlt4j.schema.CanonicalJson;
import io.dlt4j.schema.Shake128;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The hash under which a cursor remembers a row or its key: SHAKE-128 of the canonical JSON, 15 bytes, in Base64, as in dlt. Not
 * thread-safe.
 */
final class RowHasher {

    private static final int BYTES = 15;

    private final Shake128 shake = new Shake128();
    private final byte[] digest = new byte[BYTES];
    private final CanonicalItem item = new CanonicalItem();

    /** The hash of a whole row, given as JSON. */
    String ofRow(byte[] json, int offset, int length) {
        item.rewrite(json, offset, length);
        return hash(item.bytes(), item.length());
    }

    /** The hash of a key: a tree of typed JSON. */
    String ofKey(@Nullable Object key) {
        byte[] json = CanonicalJson.sorted(plain(key)).getBytes(StandardCharsets.UTF_8);
        return hash(json, json.length);
    }

    private String hash(byte[] json, int length) {
        shake.hash(json, 0, length, digest, 0, BYTES);
        return Base64.getEncoder().encodeToString(digest);
    }

    private static @Nullable Object plain(@Nullable Object tree) {
        if (tree instanceof String text) {
            return StateValues.plain(text);
        } else if (tree instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((key, value) -> copy.put(String.valueOf(key), plain(value)));
            return copy;
        } else if (tree instanceof List<?> items) {
            List<@Nullable Object> copy = new ArrayList<>(items.size());
            items.forEach(value -> copy.add(plain(value)));
            return copy;
        }
        return tree;
    }
}
