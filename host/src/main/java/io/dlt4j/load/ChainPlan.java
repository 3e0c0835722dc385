package io.dlt4j.load;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.load.IngestJob;
import io.dlt4j.api.load.JobFile;
import io.dlt4j.api.load.JobKey;
import io.dlt4j.api.load.MergeJob;
import io.dlt4j.api.load.ReplaceJob;
import io.dlt4j.api.load.TruncateJob;
import io.dlt4j.api.schema.MergeStrategy;
import io.dlt4j.api.schema.ReplaceStrategy;
import io.dlt4j.api.schema.TableSchema;
import io.dlt4j.api.schema.WriteDisposition;
import io.dlt4j.pack.JobEntry;
import io.dlt4j.pack.LoadIds;
import io.dlt4j.pack.LoadPackage;
import io.dlt4j.schema.DltSchema;
import io.dlt4j.schema.MergeHints;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plans what one root table of a package and all that is nested in it take. */
final class ChainPlan {

    private static final Logger LOG = LoggerFactory.getLogger(ChainPlan.class);

    /** A transaction beyond this many bytes of job files would be repeated too often for nothing. */
    private static final long MAX_BYTES_PER_JOB = 64L << 20;

    private static final String TRUNCATE = "truncate";
    private static final String REPLACE = "replace";
    private static final String MERGE = "merge";

    private final LoadPackage load;
    private final LoadSettings settings;
    private final TableSchema root;
    private final List<TableSchema> chain;
    private final Map<String, List<JobEntry>> entries;

    /** @param entries the job files by table */
    ChainPlan(
            LoadPackage load,
            DltSchema schema,
            LoadSettings settings,
            String root,
            Map<String, List<JobEntry>> entries) {
        this.load = load;
        this.settings = settings;
        this.entries = entries;
        this.root = schema.table(root).orElseThrow();
        this.chain = schema.chain(root).stream()
                .filter(table -> table.hasSeenData() || entries.containsKey(table.name()))
                .toList();
    }

    /** Adds the plan of the chain to that of the package. */
    void addTo(PackagePlan plan) {
        WriteDisposition disposition = root.writeDisposition().orElse(WriteDisposition.APPEND);
        List<TableSchema> replaced = replacedBesides(disposition);
        switch (disposition) {
            case REPLACE -> replace(plan);
            case MERGE -> merge(plan);
            default -> append(replaced, plan);
        }
    }

    private void append(List<TableSchema> replaced, PackagePlan plan) {
        plan.tables().addAll(entries.keySet());
        if (!replaced.isEmpty()) {
            plan.truncations().add(TruncateJob.of(key(TRUNCATE), replaced));
        }
        ingest(Optional.empty(), plan);
    }

    private void replace(PackagePlan plan) {
        addTables(plan);
        ReplaceStrategy strategy = Replacement.strategy(settings.replaceStrategy(), settings.capabilities());
        if (strategy.usesStaging()) {
            JobKey emptied = stage(plan);
            plan.replaces().add(new ReplaceJob(key(REPLACE), chain, strategy, emptied));
        } else {
            plan.truncations().add(TruncateJob.of(key(TRUNCATE), chain));
            ingest(Optional.empty(), plan);
        }
    }

    private void merge(PackagePlan plan) {
        MergeHints.check(root, settings.capabilities());
        Optional<MergeStrategy> strategy = MergeHints.strategy(root, settings.capabilities());
        if (strategy.isEmpty()) {
            LOG.warn(
                    "destination '{}' does not merge: the rows of table '{}' are appended",
                    settings.capabilities().type(),
                    root.name());
            append(List.of(), plan);
            return;
        }
        if (strategy.get() == MergeStrategy.DELETE_INSERT && !MergeHints.hasKey(root)) {
            LOG.warn("table '{}' is merged and has no key: its rows are appended", root.name());
        }
        addTables(plan);
        JobKey emptied = stage(plan);
        plan.merges().add(new MergeJob(key(MERGE), chain, strategy.get(), emptied, validity(strategy.get())));
    }

    private Optional<MergeJob.Validity> validity(MergeStrategy strategy) {
        if (strategy != MergeStrategy.SCD2) {
            return Optional.empty();
        }
        Instant boundary = MergeHints.boundary(root)
                .orElseGet(() -> LoadIds.timeOf(load.loadId(), Instant.EPOCH).truncatedTo(ChronoUnit.MICROS));
        return Optional.of(new MergeJob.Validity(boundary, MergeHints.activeUntil(root)));
    }

    /** Empties the staging tables and fills them; the key under which they were emptied says that their rows are this load's. */
    private JobKey stage(PackagePlan plan) {
        JobKey emptied = key("truncate-staging");
        chain.forEach(table -> plan.stagingTables().add(table.name()));
        List<JobKey> refills = entries.values().stream()
                .flatMap(List::stream)
                .map(entry -> key(entry))
                .toList();
        plan.truncations().add(TruncateJob.ofStaging(emptied, chain, refills));
        ingest(Optional.of(emptied), plan);
        return emptied;
    }

    /** All tables of the chain change, also those without rows in this package. */
    private void addTables(PackagePlan plan) {
        plan.tables().addAll(entries.keySet());
        chain.forEach(table -> plan.tables().add(table.name()));
    }

    private void ingest(Optional<JobKey> emptied, PackagePlan plan) {
        for (TableSchema table : chain) {
            List<JobFile> files = new ArrayList<>();
            long bytes = 0;
            for (JobEntry entry : entries.getOrDefault(table.name(), List.of())) {
                if (entry.rows() == 0 && !saysEmpty(table)) {
                    continue;
                }
                if (files.size() == settings.capabilities().maxFilesPerJob() || bytes > MAX_BYTES_PER_JOB) {
                    plan.ingests().add(ingest(table, files, emptied));
                    files = new ArrayList<>();
                    bytes = 0;
                }
                files.add(JobFile.of(key(entry), entry.path(), entry.format(), entry.rows(), entry.bytes()));
                bytes += entry.bytes();
            }
            if (!files.isEmpty()) {
                plan.ingests().add(ingest(table, files, emptied));
            }
        }
    }

    /** Whether a file without rows is to say that the table was replaced by nothing. */
    private boolean saysEmpty(TableSchema table) {
        return settings.capabilities().emptyFiles()
                && table.writeDisposition().equals(Optional.of(WriteDisposition.REPLACE));
    }

    private static IngestJob ingest(TableSchema table, List<JobFile> files, Optional<JobKey> emptied) {
        return emptied.map(key -> IngestJob.intoStaging(table, files, key))
                .orElseGet(() -> IngestJob.into(table, files));
    }

    /**
     * The nested tables with rows that are replaced though their root is appended to, which is the one disposition of its own
     * that a nested table can have: what is staged reaches the dataset only together with its root.
     */
    private List<TableSchema> replacedBesides(WriteDisposition disposition) {
        Map<String, WriteDisposition> resolved = new HashMap<>();
        List<TableSchema> replaced = new ArrayList<>();
        for (TableSchema table : chain) {
            WriteDisposition own = table.writeDisposition()
                    .or(() -> table.parent().map(resolved::get))
                    .orElse(disposition);
            resolved.put(table.name(), own);
            if (own != disposition) {
                if (disposition != WriteDisposition.APPEND || own != WriteDisposition.REPLACE) {
                    throw mixed(table, own, disposition);
                }
                if (entries.containsKey(table.name())) {
                    replaced.add(table);
                }
            }
        }
        return replaced;
    }

    private DltException mixed(TableSchema table, WriteDisposition own, WriteDisposition disposition) {
        return new DltException(
                LoadError.LOAD_DISPOSITIONS_MIXED,
                "Nested table '" + table.name() + "' has the write disposition " + own.text() + ", and its root '"
                        + root.name() + "' has " + disposition.text() + ".",
                "Leave out the disposition of the nested table, or give the table a primary key, which makes it a root"
                        + " table.");
    }

    /** The keys that jobs of a root table can have whose effect cannot be taken back, whatever configuration says by now. */
    static List<JobKey> irreversible(String pipelineName, String loadId, String root) {
        return Stream.of(TRUNCATE, REPLACE, MERGE)
                .map(purpose -> new JobKey(pipelineName, loadId, root + "." + purpose))
                .toList();
    }

    private JobKey key(JobEntry entry) {
        return new JobKey(settings.pipelineName(), load.loadId(), entry.jobId());
    }

    private JobKey key(String purpose) {
        return new JobKey(settings.pipelineName(), load.loadId(), root.name() + "." + purpose);
    }
}
