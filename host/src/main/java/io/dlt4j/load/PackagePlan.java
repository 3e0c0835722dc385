package io.dlt4j.load;

import io.dlt4j.api.load.IngestJob;
import io.dlt4j.api.load.MergeJob;
import io.dlt4j.api.load.ReplaceJob;
import io.dlt4j.api.load.TruncateJob;
import io.dlt4j.pack.JobEntry;
import io.dlt4j.pack.LoadPackage;
import io.dlt4j.schema.DltSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What loading a package takes: the tables to bring up to date, the tables to empty, the jobs to run. The same package gives
 * the same plan, with the same keys, however often it is made.
 *
 * @param tables names of the tables to migrate
 * @param stagingTables names of the tables to migrate in the staging dataset
 * @param truncations one a root table that is replaced or staged, for its whole chain
 * @param ingests the job files, grouped by table
 * @param merges one a merged root table
 * @param replaces one a root table that is replaced from staging
 */
record PackagePlan(
        Set<String> tables,
        Set<String> stagingTables,
        List<TruncateJob> truncations,
        List<IngestJob> ingests,
        List<MergeJob> merges,
        List<ReplaceJob> replaces) {

    static PackagePlan of(LoadPackage load, DltSchema schema, LoadSettings settings) {
        Map<String, Map<String, List<JobEntry>>> byRoot = new LinkedHashMap<>();
        for (JobEntry entry : load.jobEntries()) {
            byRoot.computeIfAbsent(schema.root(entry.table()).name(), root -> new LinkedHashMap<>())
                    .computeIfAbsent(entry.table(), table -> new ArrayList<>())
                    .add(entry);
        }
        PackagePlan plan = new PackagePlan(
                new LinkedHashSet<>(),
                new LinkedHashSet<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>());
        byRoot.forEach((root, entries) -> new ChainPlan(load, schema, settings, root, entries).addTo(plan));
        return plan;
    }

    /** The ingests into the dataset itself, those of root tables first. */
    List<IngestJob> direct() {
        return ingests.stream().filter(job -> !job.isStaging()).toList();
    }

    /** The number of jobs that say something about progress. */
    int jobs() {
        return truncations.size() + ingests.size() + merges.size() + replaces.size();
    }
}
