package io.dlt4j.load;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.load.DestinationClient;
import io.dlt4j.api.load.JobKey;
import io.dlt4j.api.load.LoadStart;
import io.dlt4j.api.load.SupportsUndo;
import io.dlt4j.api.load.UndoJob;
import io.dlt4j.pack.FailPoints;
import io.dlt4j.pack.LoadPackage;
import io.dlt4j.schema.DltSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Takes back what an unfinished package has done in the destination, if that is possible. */
public final class PackageUndo {

    private final DestinationClient client;
    private final LoadSettings settings;
    private final LoadPackage load;
    private final UndoJob job;

    PackageUndo(DestinationClient client, LoadSettings settings, LoadPackage load) {
        this.client = client;
        this.settings = settings;
        this.load = load;
        DltSchema schema = DltSchema.parse(load.normalizedSchema());
        PackagePlan plan = PackagePlan.of(load, schema, settings);
        List<JobKey> irreversible =
                new ArrayList<>(new RefreshJobs(client, load, schema, settings.pipelineName()).keys());
        load.jobEntries().stream()
                .map(entry -> schema.root(entry.table()).name())
                .distinct()
                .forEach(root ->
                        irreversible.addAll(ChainPlan.irreversible(settings.pipelineName(), load.loadId(), root)));
        this.job = UndoJob.of(settings.pipelineName(), load.loadId(), plan.direct(), irreversible);
    }

    /** The destination and the dataset that a client writes to, without secrets. */
    static String place(DestinationClient client, LoadSettings settings) {
        return settings.capabilities().type() + " " + client.location() + " " + settings.dataset();
    }

    /** Notes that loading begins, or goes on, and says so to a client. */
    static LoadStart start(DestinationClient client, LoadSettings settings, LoadPackage load) {
        Map<String, Integer> files = new HashMap<>();
        load.jobEntries().forEach(entry -> files.merge(entry.table(), 1, Integer::sum));
        return new LoadStart(
                settings.pipelineName(), load.loadId(), load.begin(place(client, settings)), load.waiting(), files);
    }

    /**
     * Looks whether all that the package has done can be taken back, and keeps others from doing more of it.
     *
     * @throws DltException {@link LoadError#LOAD_UNDO_IMPOSSIBLE} if it cannot
     */
    public void require() {
        String here = place(client, settings);
        for (String place : load.places()) {
            if (!place.equals(here)) {
                throw impossible("its load has begun in " + place + ", and the destination is " + here);
            }
        }
        client.begin(start(client, settings, load));
        Set<JobKey> committed = undoing().committed(job);
        Set<String> irreversible = job.irreversible().stream()
                .filter(committed::contains)
                .map(JobKey::jobId)
                .collect(Collectors.toCollection(TreeSet::new));
        if (!irreversible.isEmpty()) {
            throw impossible("what " + String.join(" and ", irreversible)
                    + " did cannot be taken back: rows that it merged, replaced or removed are not what they were");
        }
    }

    /**
     * Removes the rows that the package has added.
     *
     * @throws DltException if the destination refuses, or is out of reach
     */
    public void run() {
        SupportsUndo undoing = undoing();
        FailPoints.reach("drop.undo.before");
        client.begin(start(client, settings, load));
        try (JobRunner runner = new JobRunner(1, settings.maxRetries())) {
            Optional<JobRunner.Failure> failure =
                    runner.run(List.of(new JobRunner.Task("undo", () -> undoing.undo(job))), () -> {});
            if (failure.isPresent()) {
                throw failure.get().reason();
            }
        }
        FailPoints.reach("drop.undo.after");
    }

    /**
     * Has the destination forget that the load was begun, with the rows that it has: nobody takes them for those of a load that was
     * lost. Does nothing where the destination is another one, or keeps no such record.
     */
    public void forget() {
        if (load.places().contains(place(client, settings)) && client instanceof SupportsUndo undoing) {
            client.begin(start(client, settings, load));
            UndoJob nothing = UndoJob.of(settings.pipelineName(), load.loadId(), List.of(), List.of());
            undoing.undo(nothing)
                    .fold(
                            completed -> true,
                            rejected -> refuse(rejected.reason()),
                            later -> refuse(later.reason()),
                            unknown -> refuse(unknown.reason()));
        }
    }

    private static boolean refuse(DltException reason) {
        throw reason;
    }

    private SupportsUndo undoing() {
        if (client instanceof SupportsUndo undoing) {
            return undoing;
        }
        throw impossible("its load has begun, and the destination at " + client.location()
                + " has no way to take back what it did");
    }

    private DltException impossible(String why) {
        return impossible(load.loadId(), why);
    }

    /** The refusal to drop a package. */
    public static DltException impossible(String loadId, String why) {
        return new DltException(
                LoadError.LOAD_UNDO_IMPOSSIBLE,
                "Package " + loadId + " cannot be dropped so that it can be extracted again: " + why + ".",
                "Complete its load; or drop the packages with --keep-state: what they have loaded stays where it is,"
                        + " the state stays as they left it, and the rows that they have not loaded are lost.");
    }
}
