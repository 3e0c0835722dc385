package io.dlt4j;

import io.dlt4j.api.error.DltException;
import io.dlt4j.normalize.Discarded;
import io.dlt4j.normalize.Normalized;
import io.dlt4j.pack.Live;
import io.dlt4j.pack.LoadPackage;
import io.dlt4j.pack.NameCollision;
import io.dlt4j.pack.PipelineState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The steps of a pipeline in their combinations, for callers that hold the lock. */
final class Steps {

    private final Setup setup;

    Steps(Setup setup) {
        this.setup = setup;
    }

    /** What was extracted in development may go; anything else may be the only copy that there is. */
    void requireNothingPending() {
        boolean inDevelopment = setup.work()
                .live()
                .read()
                .map(Live::state)
                .map(PipelineState::isDevMode)
                .orElse(false);
        if (!inDevelopment && !setup.work().pending().isEmpty()) {
            throw new DltException(
                    PipelineError.PIPELINE_PENDING,
                    "Pipeline '" + setup.name()
                            + "' has packages that are not loaded yet, and development mode starts from"
                            + " scratch: they would be lost.",
                    "Load them first with 'dlt4j run' or 'dlt4j load' without development mode, or give the pipeline"
                            + " another name.");
        }
    }

    /** The state and schemas to go on from: what is here, or what the destination has where that is newer. */
    Live synced(DestinationLink link, TraceRecorder trace) {
        Live live = stored();
        Synced restored = trace.step("sync", () -> new Synced(new SyncStep(setup).sync(link.client(), live)));
        return NewState.describe(setup, restored.live());
    }

    /** What a sync left; its text goes into the trace. */
    private record Synced(Live live) {
        @Override
        public String toString() {
            return "state version " + live.state().version();
        }
    }

    /** What an extract with a normalizer beside it left; its text goes into the trace. */
    record Ahead(ExtractInfo info, Live live) {
        @Override
        public String toString() {
            return info.toString();
        }
    }

    /** Extracts with a normalizer beside it, and publishes what both made. */
    Ahead extractAhead(List<Source> sources, RunOptions options, Live live, Optional<String> runId) {
        Instant started = Instant.now();
        try (Overlap overlap = new Overlap(setup);
                ExtractStep step = new ExtractStep(setup, live, Optional.of(overlap))) {
            ExtractStep.Result result = step.extract(sources, options, runId);
            Live next = result.live();
            for (LoadPackage load : result.packages()) {
                Optional<Normalized> normalized = overlap.result(load.schemaName());
                if (normalized.isPresent()) {
                    next = new NormalizeStep(setup)
                            .publish(load, normalized.get(), next)
                            .live();
                }
            }
            return new Ahead(info(result, started), next);
        }
    }

    /** What an extract did. */
    ExtractInfo info(ExtractStep.Result result, Instant started) {
        List<String> ids = result.packages().stream().map(LoadPackage::loadId).toList();
        return new ExtractInfo(setup.name(), ids, result.bytes(), result.discarded(), since(started));
    }

    /** Normalizes and loads what is pending. */
    LoadInfo finishPending(DestinationLink link, Live live) {
        return new LoadStep(setup).load(link, normalizePending(live).live());
    }

    /** What normalizing the pending packages left. */
    record Finished(NormalizeInfo info, Live live) implements Warned {
        @Override
        public List<String> warnings() {
            return info.warnings();
        }

        @Override
        public String toString() {
            return info.toString();
        }
    }

    /** Normalizes what is pending. */
    Finished normalizePending(Live before) {
        Instant started = Instant.now();
        Live live = before;
        List<String> ids = new ArrayList<>();
        Map<String, Long> rows = new TreeMap<>();
        Map<String, Set<String>> nullOnly = new TreeMap<>();
        Map<String, Discarded> discarded = Map.of();
        List<NameCollision> collisions = new ArrayList<>();
        for (LoadPackage load : setup.work().pending()) {
            if (load.stage() == LoadPackage.Stage.EXTRACTED) {
                NormalizeStep.Result result = new NormalizeStep(setup).normalize(load, live);
                live = result.live();
                ids.add(load.loadId());
                result.normalized().rows().forEach((table, count) -> rows.merge(table, count, Long::sum));
                nullOnly.putAll(result.normalized().nullOnly());
                discarded = DiscardedData.sum(discarded, result.normalized().discarded());
                collisions.addAll(result.normalized().collisions());
            }
        }
        NormalizeInfo info =
                new NormalizeInfo(setup.name(), ids, rows, nullOnly, discarded, collisions, since(started));
        return new Finished(info, live);
    }

    /** The state and schemas that are here, with the destination and the dataset of this set-up. */
    Live stored() {
        return setup.work()
                .live()
                .load()
                .map(this::placed)
                .map(live -> NewState.describe(setup, live))
                .orElseGet(() -> NewState.live(setup));
    }

    /** What an earlier version left gets its place for good at once, also if nothing is extracted. */
    private Live placed(Live live) {
        Live placed = live.withState(NewState.placed(setup, live.state()));
        if (!placed.equals(live)) {
            setup.work().live().save(placed);
        }
        return placed;
    }

    private static Duration since(Instant started) {
        return Duration.between(started, Instant.now());
    }
}
