package io.dlt4j;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.load.DestinationClient;
import io.dlt4j.api.load.StoredSchema;
import io.dlt4j.api.load.StoredState;
import io.dlt4j.api.load.SupportsStateSync;
import io.dlt4j.pack.Live;
import io.dlt4j.pack.LoadIds;
import io.dlt4j.pack.PipelineState;
import io.dlt4j.schema.DltSchema;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Restores state and schemas from the destination where it knows newer ones, so that a pipeline goes on where it stopped
 * wherever it runs.
 */
final class SyncStep {

    private static final Logger LOG = LoggerFactory.getLogger(SyncStep.class);

    private final Setup setup;

    SyncStep(Setup setup) {
        this.setup = setup;
    }

    Live sync(DestinationClient client, Live live) {
        if (!(client instanceof SupportsStateSync remote)) {
            return live;
        }
        Optional<StoredState> stored = remote.newestState(setup.name());
        if (stored.isEmpty()) {
            return datasetGone(remote, live) ? restart(live) : live;
        }
        PipelineState there = decoded(client, stored.get());
        if (there.version() < live.state().version()
                || there.versionHash().equals(live.state().versionHash())) {
            // what is here goes on in the knowledge of that load
            return missing(
                    remote,
                    live.withState(LoadIds.remembered(live.state(), stored.get().loadId())));
        }
        return restored(remote, there, stored.get().loadId(), live);
    }

    /**
     * Puts what the destination has in the place of what is here, also where that is newer.
     *
     * @throws DltException if there is nothing; all stays as it is then
     */
    Live restore(DestinationClient client, Live live) {
        Optional<StoredState> stored =
                client instanceof SupportsStateSync remote ? remote.newestState(setup.name()) : Optional.empty();
        if (stored.isEmpty()) {
            throw new DltException(
                    PipelineError.PIPELINE_NOT_FOUND,
                    "Dataset '" + setup.dataset() + "' at " + client.location() + " holds no state of pipeline '"
                            + setup.name() + "'.",
                    "Check the pipeline's name, --destination and --dataset; what is here has not changed.");
        }
        PipelineState there = decoded(client, stored.get());
        return restored((SupportsStateSync) client, there, stored.get().loadId(), live);
    }

    private PipelineState decoded(DestinationClient client, StoredState stored) {
        return PipelineState.decodeRow(
                stored.state(), "dataset '" + DestinationLink.datasetName(setup) + "' at " + client.location());
    }

    private Live restored(SupportsStateSync remote, PipelineState there, String loadId, Live live) {
        if (!there.pipelineName().equals(setup.name())) {
            throw new DltException(
                    PipelineError.PIPELINE_STATE_FOREIGN,
                    "The dataset holds the state of pipeline '" + there.pipelineName() + "', not of '" + setup.name()
                            + "'.",
                    "Use that pipeline's name, or another dataset.");
        }
        LOG.info("restoring state version {} of load {}", there.version(), loadId);
        Map<String, DltSchema> schemas = new TreeMap<>();
        for (String name : there.schemaNames()) {
            download(remote, name).ifPresent(schema -> schemas.put(name, schema));
        }
        there.destinationType().ifPresent(this::warnOfOtherType);
        PipelineState state = there.withLocalOf(live.state()).withDatasetName(setup.dataset());
        Live next = new Live(
                        LoadIds.remembered(
                                state.withExtracted(there.versionHash(), Instant.now())
                                        .withFirstRun(false),
                                loadId),
                        schemas,
                        live.sequence())
                .next();
        setup.work().live().save(next);
        return next;
    }

    /** What the pipeline was given stands; the state says where it was loaded before. */
    private void warnOfOtherType(String stored) {
        Target given = setup.requireDestination();
        if (!stored.equals(given.reference().canonicalType())) {
            LOG.warn(
                    "the restored state is of destination type '{}', and pipeline '{}' goes on with {}",
                    stored,
                    setup.name(),
                    given);
        }
    }

    private Live missing(SupportsStateSync remote, Live live) {
        Live next = live;
        for (String name : live.state().schemaNames()) {
            if (!live.schemas().containsKey(name)) {
                Optional<DltSchema> schema = download(remote, name);
                if (schema.isPresent()) {
                    next = next.withSchema(schema.get());
                }
            }
        }
        return next;
    }

    private static Optional<DltSchema> download(SupportsStateSync remote, String name) {
        Optional<StoredSchema> stored = remote.newestSchema(name);
        if (stored.isEmpty()) {
            LOG.warn("schema '{}' is named in the restored state but not stored in the dataset", name);
        }
        return stored.map(found -> DltSchema.parse(StoredText.decode(found.schema())));
    }

    /** A dataset that was there and is not any more takes the state with it, unless packages still wait for it. */
    private boolean datasetGone(SupportsStateSync remote, Live live) {
        return !live.state().isFirstRun()
                && !remote.datasetExists()
                && setup.work().pending().isEmpty();
    }

    private Live restart(Live live) {
        LOG.warn("dataset '{}' does not exist any more: the pipeline starts from scratch", setup.dataset());
        Live next = new Live(NewState.of(setup), Map.of(), live.sequence()).next();
        setup.work().live().save(next);
        return next;
    }
}
