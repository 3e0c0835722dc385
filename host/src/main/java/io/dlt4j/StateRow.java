package io.dlt4j;

import io.dlt4j.extract.ItemWriter;
import io.dlt4j.pack.PipelineState;
import io.dlt4j.schema.SystemTables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pipeline state as a row of {@code _dlt_pipeline_state}: a changed state travels with the data it belongs to. */
final class StateRow {

    private static final String TABLE = "_dlt_pipeline_state";
    private static final long ENGINE_VERSION = 4;

    private StateRow() {}

    /**
     * Adds the row to the package of the default schema if the state is not the one extracted last.
     *
     * @param always adds it even then
     */
    static void add(ExtractStep step, boolean always) {
        Setup setup = step.setup();
        PipelineState state = step.live()
                .state()
                .withSchemaNames(List.copyOf(step.live().schemas().keySet()))
                .bumped();
        boolean known = state.lastExtractedHash().equals(Optional.of(state.versionHash()));
        if (setup.destination().isPresent() && (always || !known)) {
            Instant now = Instant.now();
            write(step, state, now);
            state = state.withExtracted(state.versionHash(), now);
        }
        step.live(step.live().withState(state));
    }

    private static void write(ExtractStep step, PipelineState state, Instant now) {
        String schemaName = state.defaultSchemaName().orElse("");
        if (!step.live().schemas().containsKey(schemaName)) {
            return;
        }
        step.merge(schemaName, SystemTables.pipelineState());
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("version", state.version());
        row.put("engine_version", ENGINE_VERSION);
        row.put("pipeline_name", state.pipelineName());
        row.put("state", state.encodeRow());
        row.put("created_at", now);
        row.put("version_hash", state.versionHash());
        row.put("_dlt_load_id", step.batch().packageOf(schemaName).loadId());
        Map<String, Object> kept = new LinkedHashMap<>(row);
        kept.put("created_at", now.toString());
        step.batch().packageOf(schemaName).pipelineState(kept);
        try {
            ItemWriter writer = step.extractor(schemaName).itemWriter(TABLE, Optional.empty(), () -> TABLE);
            writer.add(row);
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
