package io.dlt4j.support.sql;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.load.JobKey;
import io.dlt4j.api.load.LoadStart;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.Schema;
import io.dlt4j.api.schema.TableSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the rows of loads out of a dataset that stopped half-way and whose packages have gone with their machine: the state in the
 * dataset is from before them, so that what they held is extracted again. Should such a package turn up after all, its jobs have no
 * keys any more, and all of it is loaded.
 */
final class AbandonedLoads {

    private static final Logger LOG = LoggerFactory.getLogger(AbandonedLoads.class);
    private static final String LOAD_ID = "_dlt_load_id";

    private final SqlBackend backend;
    private final SqlDataset dataset;
    private final Ledger ledger;

    AbandonedLoads(SqlBackend backend, SqlDataset dataset) {
        this.backend = requireNonNull(backend, "backend is null");
        this.dataset = requireNonNull(dataset, "dataset is null");
        this.ledger = new Ledger(backend, dataset);
    }

    /**
     * Takes them back in the transaction that is running, whose client owns the dataset.
     *
     * @param complete a query of the ids of complete loads
     * @param schema that of the load that begins; a load with tables of another one is left for a load of that
     */
    void takeBack(Connection connection, LoadStart start, Schema schema, String complete) throws SQLException {
        Map<String, Set<JobKey>> unfinished = unfinished(connection, start, complete);
        if (unfinished.isEmpty()) {
            return;
        }
        Optional<String> lock = backend.dialect().lockOut(ledger.table());
        if (lock.isPresent()) {
            Sql.execute(connection, lock.get());
        }
        boolean alone = ledger.incomplete(connection, complete).stream()
                .allMatch(key -> unfinished.getOrDefault(key.loadId(), Set.of()).contains(key));
        for (Map.Entry<String, Set<JobKey>> load : unfinished.entrySet()) {
            Set<String> tables = tables(load.getValue());
            if (schema.tables().keySet().containsAll(tables)) {
                LOG.warn(
                        "load {} of pipeline '{}' stopped half-way and its package is not here: its rows are taken"
                                + " back",
                        load.getKey(),
                        start.pipelineName());
                remove(connection, schema, tables, load.getKey(), alone);
                ledger.forget(connection, start.pipelineName(), load.getKey());
            }
        }
    }

    private Map<String, Set<JobKey>> unfinished(Connection connection, LoadStart start, String complete)
            throws SQLException {
        Map<String, Set<JobKey>> unfinished = new TreeMap<>();
        for (JobKey key : ledger.incomplete(connection, complete)) {
            boolean own = key.pipelineName().equals(start.pipelineName());
            if (own && !key.loadId().equals(start.loadId()) && !start.waiting().contains(key.loadId())) {
                unfinished
                        .computeIfAbsent(key.loadId(), load -> new HashSet<>())
                        .add(key);
            }
        }
        return unfinished;
    }

    /** The tables that files were loaded into: a file's job is called {@code table.file_id.format}. */
    private static Set<String> tables(Set<JobKey> keys) {
        Set<String> tables = new HashSet<>();
        for (JobKey key : keys) {
            String[] parts = key.jobId().split("\\.");
            if (parts.length == 3) {
                tables.add(parts[0]);
            }
        }
        return tables;
    }

    /** @param alone whether rows without parents are of nobody who is still loading them */
    private void remove(Connection connection, Schema schema, Set<String> tables, String loadId, boolean alone)
            throws SQLException {
        List<TableSchema> innermostFirst = new ArrayList<>();
        schema.tables().values().stream()
                .filter(table -> tables.contains(table.name()))
                .forEach(innermostFirst::add);
        innermostFirst.sort(Collections.reverseOrder(Comparator.comparingInt(table -> depth(schema, table))));
        for (TableSchema table : innermostFirst) {
            Optional<String> rows = ofLoad(schema, table, loadId);
            if (rows.isPresent()) {
                delete(connection, table, rows.get());
            }
        }
        for (TableSchema table : innermostFirst) {
            Optional<String> orphans = alone ? withoutParent(schema, table) : Optional.empty();
            if (orphans.isPresent()) {
                delete(connection, table, orphans.get());
            }
        }
    }

    private Optional<String> withoutParent(Schema schema, TableSchema table) {
        return link(schema, table)
                .map(link -> "NOT EXISTS (SELECT 1 FROM " + link.parentTable() + " AS p WHERE p." + link.rowKey()
                        + " = " + dataset.table(table.name()) + "." + link.parentKey() + ")");
    }

    private void delete(Connection connection, TableSchema table, String condition) throws SQLException {
        Sql.execute(connection, "DELETE FROM " + dataset.table(table.name()) + " WHERE " + condition);
    }

    /** The condition of a table's rows of a load; empty if nothing leads to the load. */
    private Optional<String> ofLoad(Schema schema, TableSchema table, String loadId) {
        if (table.columns().containsKey(dataset.systemColumnName(LOAD_ID))) {
            return Optional.of(
                    dataset.systemColumn(LOAD_ID) + " = " + backend.dialect().literal(loadId));
        }
        return link(schema, table)
                .flatMap(link -> ofLoad(schema, link.parent(), loadId)
                        .map(rows -> link.parentKey() + " IN (SELECT " + link.rowKey() + " FROM " + link.parentTable()
                                + " WHERE " + rows + ")"));
    }

    /** How the rows of a nested table lead to those of its parent, quoted. */
    private record Link(TableSchema parent, String parentTable, String rowKey, String parentKey) {}

    private Optional<Link> link(Schema schema, TableSchema table) {
        if (table.parent().isEmpty()) {
            return Optional.empty();
        }
        TableSchema parent = parent(schema, table);
        Optional<String> rowKey = parent.columnWith("row_key").map(ColumnSchema::name);
        Optional<String> parentKey = table.columnWith("parent_key").map(ColumnSchema::name);
        return rowKey.isPresent() && parentKey.isPresent()
                ? Optional.of(
                        new Link(parent, dataset.table(parent.name()), quoted(rowKey.get()), quoted(parentKey.get())))
                : Optional.empty();
    }

    private static TableSchema parent(Schema schema, TableSchema table) {
        return requireNonNull(schema.tables().get(table.parent().orElseThrow()), "a parent is in the schema");
    }

    private static int depth(Schema schema, TableSchema table) {
        return table.parent().isPresent() ? 1 + depth(schema, parent(schema, table)) : 0;
    }

    private String quoted(String name) {
        return backend.dialect().identifier(name);
    }
}
