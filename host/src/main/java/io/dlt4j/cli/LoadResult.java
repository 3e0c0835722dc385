package io.dlt4j.cli;

import io.dlt4j.LoadInfo;
import io.dlt4j.StagingInfo;
import io.dlt4j.load.LoadReport;
import io.dlt4j.normalize.Discarded;
import io.dlt4j.pack.NameCollision;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a load did, for people and for programs. */
final class LoadResult {

    private static final String SYSTEM_PREFIX = "_dlt";
    private static final String DUCKDB_PREFIX = "duckdb:///";
    private static final String FILE_PREFIX = "file://";

    private final LoadInfo info;

    LoadResult(LoadInfo info) {
        this.info = info;
    }

    /** The text of the reference, then what was loaded and what can be done with it. */
    void print(Output output, long nanos, String options) {
        output.line(info.toString());
        if (info.resumed()) {
            output.line("This completes an earlier run that had been stopped; nothing was read again.");
        }
        Map<String, Long> rows = new LinkedHashMap<>(info.rowCounts());
        rows.keySet().removeIf(table -> table.startsWith(SYSTEM_PREFIX));
        if (!rows.isEmpty()) {
            output.line("");
            printRows(output, rows);
        }
        output.line("");
        output.line("Done in " + Quantity.time(nanos) + "." + (rows.isEmpty() ? "" : " Next:"));
        if (!rows.isEmpty()) {
            printNext(output, rows.keySet().iterator().next(), options);
        }
    }

    private void printNext(Output output, String table, String options) {
        Optional<String> folder = folder();
        if (folder.isPresent()) {
            output.line("  ls -R " + Shell.quote(folder.get()));
            return;
        }
        output.line("  dlt4j pipeline " + Shell.quote(info.pipelineName()) + " show " + Shell.quote(table) + options);
        databaseFile().ifPresent(file -> output.line("  duckdb " + Shell.quote(file)));
    }

    private static void printRows(Output output, Map<String, Long> rows) {
        int nameWidth = 0;
        int countWidth = 0;
        for (Map.Entry<String, Long> table : rows.entrySet()) {
            nameWidth = Math.max(nameWidth, table.getKey().length());
            countWidth = Math.max(countWidth, table.getValue().toString().length());
        }
        for (Map.Entry<String, Long> table : rows.entrySet()) {
            String count = table.getValue().toString();
            output.line("  " + table.getKey()
                    + " ".repeat(nameWidth - table.getKey().length() + 2) + " ".repeat(countWidth - count.length())
                    + count + (table.getValue() == 1 ? " row" : " rows"));
        }
    }

    private Optional<String> databaseFile() {
        return info.location()
                .filter(place -> place.startsWith(DUCKDB_PREFIX))
                .map(place -> place.substring(DUCKDB_PREFIX.length()));
    }

    /** That of the dataset, where it is one: files have no SQL. */
    private Optional<String> folder() {
        return info.location()
                .filter(place -> place.startsWith(FILE_PREFIX))
                .map(place ->
                        Path.of(URI.create(place)).resolve(info.datasetName()).toString());
    }

    /** Adds the fields to a document. */
    void describe(JsonDocument document) {
        List<Map<String, @Nullable Object>> packages = new ArrayList<>();
        info.packages().forEach(load -> packages.add(describe(load)));
        document.field("pipeline_name", info.pipelineName())
                .field("destination_type", info.destinationType())
                .field("destination_name", info.destinationName())
                .field("destination_fingerprint", info.destinationFingerprint())
                .field("environment", info.environment())
                .field("staging_type", info.staging().map(StagingInfo::type))
                .field("staging_name", info.staging().map(StagingInfo::name))
                .field("staging_location", info.staging().map(StagingInfo::location))
                .field("dataset_name", info.datasetName())
                .field("location", info.location())
                .field("load_ids", info.loadIds())
                .field("row_counts", info.rowCounts())
                .field("discarded", discarded(info.discarded()))
                .field("skipped_load_ids", info.skipped())
                .field("resumed", info.resumed())
                .field("collisions", fields(info.collisions()))
                .field("packages", packages);
    }

    /** Tables with what they lost, for documents. */
    static Map<String, @Nullable Object> discarded(Map<String, Discarded> discarded) {
        Map<String, @Nullable Object> tables = new LinkedHashMap<>();
        discarded.forEach((table, lost) -> tables.put(table, Map.of("rows", lost.rows(), "values", lost.values())));
        return tables;
    }

    static List<Map<String, Object>> fields(List<NameCollision> collisions) {
        return collisions.stream().map(NameCollision::fields).toList();
    }

    private static Map<String, @Nullable Object> describe(LoadReport load) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("load_id", load.loadId());
        fields.put("schema_name", load.schemaName());
        fields.put("location", load.location());
        fields.put("started_at", load.startedAt());
        fields.put("finished_at", load.finishedAt());
        fields.put("row_counts", load.rows());
        fields.put("jobs", load.jobs());
        fields.put("schema_update", load.migrated());
        fields.put("was_complete", load.wasComplete());
        return fields;
    }
}
