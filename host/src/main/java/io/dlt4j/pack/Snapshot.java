package io.dlt4j.pack;

import io.dlt4j.schema.DltSchema;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The state and schemas that a batch was extracted from, in one file beside its packages: what is left if they are dropped. */
final class Snapshot {

    private static final String FILE = "before.json";
    private static final String STATE = "state";
    private static final String SCHEMAS = "schemas";
    private static final String SEQUENCE = "sequence";

    private Snapshot() {}

    static void save(Live live, Path batch) {
        Map<String, @Nullable Object> schemas = new LinkedHashMap<>();
        live.schemas().forEach((name, schema) -> schemas.put(name, schema.json()));
        Document.empty()
                .with(STATE, live.state().json())
                .with(SCHEMAS, schemas)
                .with(SEQUENCE, live.sequence())
                .save(batch.resolve(FILE));
    }

    /** Empty for a batch without one. */
    static Optional<Live> find(Path batch) {
        return Document.find(batch.resolve(FILE)).map(Snapshot::parse);
    }

    private static Live parse(Document document) {
        Map<String, DltSchema> schemas = new TreeMap<>();
        if (document.asMap().get(SCHEMAS) instanceof Map<?, ?> stored) {
            stored.forEach(
                    (name, schema) -> schemas.put(String.valueOf(name), DltSchema.parse(String.valueOf(schema))));
        }
        return new Live(PipelineState.parse(document.text(STATE)), schemas, document.integer(SEQUENCE));
    }
}
