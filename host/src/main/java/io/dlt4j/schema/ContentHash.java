package io.dlt4j.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The hash of a schema's content: of everything but its version, its hashes and its history. */
final class ContentHash {

    private static final List<String> HISTORY =
            List.of("version", "version_hash", "imported_version_hash", "previous_hashes");

    private ContentHash() {}

    /** Standard Base64 of SHA3-256, 44 characters. The order of tables does not matter, that of columns does. */
    static String of(Map<String, @Nullable Object> schema) {
        Map<String, @Nullable Object> content = new LinkedHashMap<>(schema);
        content.keySet().removeAll(HISTORY);
        Sha3 hash = new Sha3().update(CanonicalJson.sorted(content));
        Map<String, @Nullable Object> tables = Trees.object(content, "tables");
        List<String> names = new ArrayList<>(tables.keySet());
        names.sort(CodePointOrder.INSTANCE);
        for (String name : names) {
            hash.update(name);
            // sorted keys hide the order of columns, so it is hashed apart
            Trees.object(Trees.object(tables, name), "columns").keySet().forEach(hash::update);
        }
        return hash.base64();
    }
}
