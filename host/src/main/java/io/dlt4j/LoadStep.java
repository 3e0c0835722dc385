package io.dlt4j;

import io.dlt4j.load.LoadReport;
import io.dlt4j.load.LoadSettings;
import io.dlt4j.load.PackageLoader;
import io.dlt4j.normalize.Discarded;
import io.dlt4j.pack.Live;
import io.dlt4j.pack.LoadPackage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Loads the normalized packages, oldest first, up to the first that is not normalized. */
final class LoadStep {

    private final Setup setup;

    LoadStep(Setup setup) {
        this.setup = setup;
    }

    /** Loads; {@code live} is what the caches hold. */
    LoadInfo load(DestinationLink link, Live live) {
        Instant started = Instant.now();
        List<LoadReport> reports = new ArrayList<>();
        Map<String, Discarded> discarded = Map.of();
        for (LoadPackage load : setup.work().pending()) {
            if (load.stage() == LoadPackage.Stage.EXTRACTED) {
                break;
            }
            if (load.stage() != LoadPackage.Stage.LOADED) {
                reports.add(load(link, load));
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
                DestinationLink.datasetName(setup),
                reports.isEmpty() ? Optional.empty() : Optional.of(link.client().location()),
                reports,
                discarded,
                false,
                Duration.between(started, Instant.now()));
    }

    private LoadReport load(DestinationLink link, LoadPackage load) {
        CapabilityCheck.check(setup, load);
        LoadSettings settings = new LoadSettings(
                setup.name(),
                setup.capabilities(),
                DatasetConfig.of(setup.config(), setup.requireDestination()).replaceStrategy(),
                setup.options().loadWorkers(),
                setup.options().tableSequential(),
                setup.options().maxRetries());
        return new PackageLoader(link.client(), settings, setup.progress()).load(load);
    }
}
