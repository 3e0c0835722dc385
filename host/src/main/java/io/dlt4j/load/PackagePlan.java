package io.dlt4j.load;

import io.dlt4j.api.load.IngestJob;
import io.dlt4j.api.load.JobFile;
import io.dlt4j.api.load.JobKey;
import io.dlt4j.api.load.TruncateJob;
import io.dlt4j.api.schema.TableSchema;
import io.dlt4j.api.schema.WriteDisposition;
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
 * @param truncations one a replaced root table with jobs, for its whole chain
 * @param ingests the job files, grouped by table
 */
record PackagePlan(Set<String> tables, List<TruncateJob> truncations, List<IngestJob> ingests) {

    /** A transaction beyond this many bytes of job files would be repeated too often for nothing. */
    private static final long MAX_BYTES_PER_JOB = 64L << 20;

    static PackagePlan of(LoadPackage load, DltSchema schema, LoadSettings settings) {
        Map<String, List<JobEntry>> byTable = new LinkedHashMap<>();
        load.jobEntries()
                .forEach(entry -> byTable.computeIfAbsent(entry.table(), table -> new ArrayList<>())
                        .add(entry));
        Set<String> tables = new LinkedHashSet<>(byTable.keySet());
        List<TruncateJob> truncations = new ArrayList<>();
        Set<String> roots = new LinkedHashSet<>();
        byTable.keySet().forEach(table -> roots.add(schema.root(table).name()));
        for (String root : roots) {
            if (disposition(schema, root) == WriteDisposition.REPLACE) {
                List<TableSchema> chain = schema.chain(root).stream()
                        .filter(TableSchema::hasSeenData)
                        .toList();
                chain.forEach(table -> tables.add(table.name()));
                JobKey key = new JobKey(settings.pipelineName(), load.loadId(), root + ".truncate");
                truncations.add(TruncateJob.of(key, chain));
            }
        }
        List<IngestJob> ingests = new ArrayList<>();
        byTable.forEach((table, entries) -> group(load, schema.table(table).orElseThrow(), entries, settings, ingests));
        return new PackagePlan(tables, truncations, ingests);
    }

    private static WriteDisposition disposition(DltSchema schema, String root) {
        return schema.table(root).flatMap(TableSchema::writeDisposition).orElse(WriteDisposition.APPEND);
    }

    private static void group(
            LoadPackage load,
            TableSchema table,
            List<JobEntry> entries,
            LoadSettings settings,
            List<IngestJob> ingests) {
        List<JobFile> files = new ArrayList<>();
        long bytes = 0;
        for (JobEntry entry : entries) {
            if (entry.rows() == 0) {
                continue;
            }
            if (files.size() == settings.capabilities().maxFilesPerJob() || bytes > MAX_BYTES_PER_JOB) {
                ingests.add(IngestJob.into(table, files));
                files = new ArrayList<>();
                bytes = 0;
            }
            JobKey key = new JobKey(settings.pipelineName(), load.loadId(), entry.jobId());
            files.add(JobFile.of(key, entry.path(), entry.format(), entry.rows(), entry.bytes()));
            bytes += entry.bytes();
        }
        if (!files.isEmpty()) {
            ingests.add(IngestJob.into(table, files));
        }
    }
}
