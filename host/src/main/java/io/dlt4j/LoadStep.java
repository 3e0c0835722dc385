package io.dlt4j;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.load.DestinationClient;
import io.dlt4j.api.load.StoredState;
import io.dlt4j.api.load.SupportsStateSync;
import io.dlt4j.load.LoadError;
import io.dlt4j.load.LoadReport;
import io.dlt4j.load.LoadSettings;
import io.dlt4j.load.PackageLoader;
import io.dlt4j.normalize.Discarded;
import io.dlt4j.pack.Document;
import io.dlt4j.pack.Live;
import io.dlt4j.pack.LoadPackage;
import io.dlt4j.pack.PipelineState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads the normalized packages, oldest first, up to the first that is not normalized. */
final class LoadStep {

    private static final Logger LOG = LoggerFactory.getLogger(LoadStep.class);

    private final Setup setup;

    LoadStep(Setup setup) {
        this.setup = setup;
    }

    /** Loads; {@code live} is what the caches hold. */
    LoadInfo load(DestinationLink link, Live live) {
        Instant started = Instant.now();
        List<LoadReport> reports = new ArrayList<>();
        List<String> skipped = new ArrayList<>();
        Map<String, Discarded> discarded = Map.of();
        for (LoadPackage load : setup.work().pending()) {
            if (load.stage() == LoadPackage.Stage.EXTRACTED) {
                break;
            }
            if (load.stage() != LoadPackage.Stage.LOADED) {
                Optional<LoadReport> report = loadOrSkip(link, load);
                if (report.isEmpty()) {
                    skipped.add(load.loadId());
                    continue;
                }
                reports.add(report.get());
                discarded = DiscardedData.sum(discarded, DiscardedData.of(List.of(load)));
            }
            setup.work().retire(load.batchId(), setup.options().keepCompletedJobs());
        }
        if (!reports.isEmpty() && live.state().isFirstRun()) {
            setup.work().live().save(live.withState(live.state().withFirstRun(false)));
        }
        Target destination = setup.requireDestination();
        Optional<ResolvedConfiguration> resolved = link.resolved();
        return new LoadInfo(
                setup.name(),
                destination.reference().canonicalType(),
                destination.name(),
                resolved.map(ResolvedConfiguration::fingerprint).orElse(""),
                resolved.flatMap(ResolvedConfiguration::environment),
                reports.isEmpty() ? Optional.empty() : link.stagingInfo(),
                DestinationLink.datasetName(setup),
                reports.isEmpty() ? Optional.empty() : Optional.of(link.client().location()),
                reports,
                discarded,
                skipped,
                false,
                Duration.between(started, Instant.now()));
    }

    /** Empty for a package that failed, now or before, where configuration says to load later ones past it. */
    private Optional<LoadReport> loadOrSkip(DestinationLink link, LoadPackage load) {
        try {
            return Optional.of(load(link, load));
        } catch (DltException e) {
            if (e.code() == LoadError.LOAD_PACKAGE_FAILED && setup.options().skipFailed()) {
                LOG.warn("package {} is skipped: {}", load.loadId(), e.getMessage());
                return Optional.empty();
            }
            throw e;
        }
    }

    private LoadReport load(DestinationLink link, LoadPackage load) {
        CapabilityCheck.check(setup, load);
        requireCurrentState(link.client(), load);
        return new PackageLoader(link.client(), settings(setup), setup.progress(), link.stage()).load(load);
    }

    /**
     * A package with a state was extracted from where its pipeline was then. If another machine has loaded since, both have
     * extracted the same, or the later state hides what the earlier one knew.
     */
    private void requireCurrentState(DestinationClient client, LoadPackage load) {
        Optional<Document> own = load.pipelineState();
        if (own.isEmpty() || !setup.options().restore() || !(client instanceof SupportsStateSync remote)) {
            return;
        }
        Optional<StoredState> newest = remote.newestState(setup.name());
        boolean current = newest.isEmpty()
                || isEmpty(PipelineState.decodeRow(own.get().text("state"), "package " + load.loadId())
                        .sources())
                || setup.work().knew(load, newest.get().loadId())
                || client.isLoaded(load.loadId(), load.schemaName());
        if (!current) {
            throw new DltException(
                    LoadError.LOAD_STATE_DIVERGED,
                    "Package " + load.loadId() + " was extracted from an older state of pipeline '" + setup.name()
                            + "': another machine has loaded since, with load "
                            + newest.get().loadId()
                            + ". Loading both could bring rows twice, or lose what either remembers.",
                    "Give the package up with 'dlt4j pipeline " + setup.name()
                            + " drop-pending-packages', take the newer state with 'dlt4j pipeline " + setup.name()
                            + " sync', and extract again; 'dlt4j run' takes it by itself.");
        }
    }

    /** Whether nothing is remembered, so that there is nothing that two machines could know differently. */
    private static boolean isEmpty(Map<?, ?> tree) {
        return tree.values().stream().allMatch(value -> value instanceof Map<?, ?> below && isEmpty(below));
    }

    /** How packages of that pipeline are loaded. */
    static LoadSettings settings(Setup setup) {
        return new LoadSettings(
                setup.name(),
                DestinationLink.datasetName(setup),
                setup.capabilities(),
                DatasetConfig.of(setup.config(), setup.requireDestination()).replaceStrategy(),
                setup.options().loadWorkers(),
                setup.options().tableSequential(),
                setup.options().maxRetries());
    }
}
