package io.dlt4j;

import io.dlt4j.api.error.DltException;
import io.dlt4j.pack.Document;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Records the steps of one operation and leaves them in {@code trace.json} when it ends, well or not. */
final class TraceRecorder implements AutoCloseable {

    private final Setup setup;
    private final String operation;
    private final Instant started = Instant.now();
    private final List<Map<String, Object>> steps = new ArrayList<>();

    private TraceRecorder(Setup setup, String operation) {
        this.setup = setup;
        this.operation = operation;
    }

    static TraceRecorder start(Setup setup, String operation) {
        return new TraceRecorder(setup, operation);
    }

    <T> T step(String name, Supplier<T> work) {
        Map<String, Object> step = new LinkedHashMap<>();
        step.put("step", name);
        step.put("started_at", Instant.now().toString());
        steps.add(step);
        try {
            T result = work.get();
            step.put("info", String.valueOf(result));
            if (result instanceof LoadInfo load) {
                describe(load, step);
            }
            if (result instanceof Warned warned) {
                step.put("warnings", warned.warnings());
            }
            return result;
        } catch (DltException e) {
            step.put("exception", e.render());
            throw e;
        } finally {
            step.put("finished_at", Instant.now().toString());
        }
    }

    private static void describe(LoadInfo load, Map<String, Object> step) {
        step.put("destination_type", load.destinationType());
        step.put("destination_name", load.destinationName());
        step.put("destination_fingerprint", load.destinationFingerprint());
        load.environment().ifPresent(environment -> step.put("environment", environment));
        load.staging().ifPresent(staging -> {
            step.put("staging_type", staging.type());
            step.put("staging_name", staging.name());
        });
        step.put("dataset_name", load.datasetName());
    }

    @Override
    public void close() {
        Document.empty()
                .with("transaction_id", UUID.randomUUID().toString().replace("-", ""))
                .with("pipeline_name", setup.name())
                .with("operation", operation)
                .with("started_at", started.toString())
                .with("finished_at", Instant.now().toString())
                .with("steps", steps)
                .save(setup.work().root().resolve("trace.json"));
    }

    /** The last operation's record. */
    static Optional<Document> last(Setup setup) {
        return Document.find(setup.work().root().resolve("trace.json"));
    }
}
