package io.dlt4j.pack;

import io.dlt4j.schema.DltSchema;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A pipeline's state and schemas at one moment.
 *
 * @param state the pipeline state
 * @param schemas by name, sorted
 * @param sequence the number of the newest event that they reflect; 0 if there was none
 */
public record Live(PipelineState state, Map<String, DltSchema> schemas, long sequence) {

    static final Live NONE = new Live(PipelineState.create(""), Map.of(), 0);

    /** Copies the schemas. */
    public Live {
        schemas = Collections.unmodifiableMap(new TreeMap<>(schemas));
    }

    /** A copy with another state. */
    public Live withState(PipelineState newState) {
        return new Live(newState, schemas, sequence);
    }

    /** A copy with a schema added or replaced. */
    public Live withSchema(DltSchema schema) {
        Map<String, DltSchema> all = new TreeMap<>(schemas);
        all.put(schema.name(), schema);
        return new Live(state, all, sequence);
    }

    /** A copy without the schema of that name. */
    public Live withoutSchema(String name) {
        Map<String, DltSchema> others = new TreeMap<>(schemas);
        others.remove(name);
        return new Live(state, others, sequence);
    }

    /** A copy that reflects the event of that number. */
    public Live atSequence(long number) {
        return new Live(state, schemas, number);
    }

    /** A copy that reflects one more event. */
    public Live next() {
        return atSequence(sequence + 1);
    }
}
