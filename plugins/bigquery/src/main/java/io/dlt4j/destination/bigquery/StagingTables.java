package io.dlt4j.destination.bigquery;

import static java.util.Objects.requireNonNull;

import com.google.cloud.bigquery.BigQuery.TableListOption;
import com.google.cloud.bigquery.BigQueryException;
import com.google.cloud.bigquery.StandardTableDefinition;
import com.google.cloud.bigquery.Table;
import com.google.cloud.bigquery.TableId;
import com.google.cloud.bigquery.TableInfo;
import io.dlt4j.api.error.DltException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The staging tables of one load. They are its own: their names carry pipeline and load, and they go when the load is complete.
 * A staging table that somebody drops takes the receipts of its rows with it, for these name the time of its creation.
 */
final class StagingTables {

    private static final Logger LOG = LoggerFactory.getLogger(StagingTables.class);
    private static final int MAX_NAME = 1024;

    private final Service service;
    private final Tables tables;
    private final String dataset;
    private final String pipeline;
    private final String load;
    private final Map<TableId, String> incarnations = new ConcurrentHashMap<>();

    StagingTables(Service service, Tables tables, String dataset, String pipelineName, String loadId) {
        this.service = requireNonNull(service, "service is null");
        this.tables = requireNonNull(tables, "tables is null");
        this.dataset = requireNonNull(dataset, "dataset is null");
        this.pipeline = "__" + JobName.hash(pipelineName).substring(0, 10) + "_";
        this.load = loadId.replaceAll("[^A-Za-z0-9]", "_");
    }

    String dataset() {
        return dataset;
    }

    /** The staging table of a table of the schema. */
    TableId id(String table) {
        String end = pipeline + load;
        String name = table + end;
        if (name.length() > MAX_NAME) {
            String hash = JobName.hash(table);
            name = table.substring(0, MAX_NAME - end.length() - hash.length()) + hash + end;
        }
        return TableId.of(service.project(), dataset, name);
    }

    /** What tells a staging table from one of its name that was there before. */
    String incarnation(String table) {
        return incarnations.computeIfAbsent(
                id(table),
                id -> tables.find(id)
                        .map(found -> String.valueOf(found.getCreationTime()))
                        .orElseThrow(() -> lost(table)));
    }

    private DltException lost(String table) {
        return Failures.exception(
                BigQueryError.BIGQUERY_STAGING_LOST,
                "The staging table of '" + table + "' in dataset '" + dataset + "' was dropped while it was in use.",
                null);
    }

    /** A table whose columns BigQuery finds in the first file. */
    void createEmpty(TableId id) {
        try {
            if (tables.find(id).isEmpty()) {
                service.api()
                        .create(TableInfo.of(
                                id, StandardTableDefinition.newBuilder().build()));
            }
        } catch (BigQueryException e) {
            if (!Failures.isDuplicate(e)) {
                throw Failures.translate("Creating table '" + id.getTable() + "' in dataset '" + dataset + "'", e);
            }
        }
    }

    /** Drops the staging tables of this load and of earlier ones of the pipeline. What is left is dropped next time. */
    void dropAll() {
        try {
            for (Table table : service.api()
                    .listTables(TableId.of(service.project(), dataset, "").getDataset(), TableListOption.pageSize(1000))
                    .iterateAll()) {
                String name = table.getTableId().getTable();
                int at = name.lastIndexOf(pipeline);
                if (at > 0 && name.substring(at + pipeline.length()).compareTo(load) <= 0) {
                    service.api().delete(table.getTableId());
                }
            }
        } catch (BigQueryException e) {
            if (!Failures.isMissing(e)) {
                LOG.warn("staging tables of dataset '{}' stay until the next load: {}", dataset, e.getMessage());
            }
        }
    }

    /** The same table if it is still there; empty if another one has its name. */
    Optional<Table> find(String table) {
        return tables.find(id(table));
    }
}
