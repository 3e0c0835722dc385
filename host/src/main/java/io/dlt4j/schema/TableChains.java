package io.dlt4j.schema;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.schema.TableSchema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Walks along the parents of the tables of one schema. */
final class TableChains {

    static final String CONTRACT = "schema_contract";

    private final String schema;
    private final Map<String, TableSchema> tables;

    TableChains(String schema, Map<String, TableSchema> tables) {
        this.schema = schema;
        this.tables = tables;
    }

    /** Checks that all parents are there and that no table descends from itself. */
    void check() {
        for (TableSchema table : tables.values()) {
            Set<String> seen = new HashSet<>();
            Optional<TableSchema> current = Optional.of(table);
            while (current.isPresent() && seen.add(current.get().name())) {
                checkParent(current.get());
                current = parent(current.get());
            }
            if (current.isPresent()) {
                throw new DltException(
                        SchemaError.SCHEMA_CORRUPTED,
                        "Schema '" + schema + "': table '" + table.name() + "' is its own ancestor.",
                        "Correct the property parent of the tables " + seen + ".");
            }
        }
    }

    void checkParent(TableSchema table) {
        table.parent().filter(parent -> !tables.containsKey(parent)).ifPresent(parent -> {
            throw new DltException(
                    SchemaError.SCHEMA_PARENT_MISSING,
                    "Schema '" + schema + "': the parent '" + parent + "' of table '" + table.name()
                            + "' is not in the schema.",
                    "Add the parent first; hints of nested tables need hints, if only empty ones, for all tables "
                            + "between them and the root.");
        });
    }

    private Optional<TableSchema> parent(TableSchema table) {
        return table.parent().map(tables::get);
    }

    TableSchema require(String name) {
        TableSchema table = tables.get(name);
        if (table == null) {
            throw new DltException(
                    SchemaError.SCHEMA_TABLE_MISSING,
                    "Schema '" + schema + "' has no table '" + name + "'.",
                    "Its tables are " + tables.keySet() + ".");
        }
        return table;
    }

    TableSchema root(String name) {
        TableSchema table = require(name);
        Optional<TableSchema> parent = parent(table);
        while (parent.isPresent()) {
            table = parent.get();
            parent = parent(table);
        }
        return table;
    }

    List<TableSchema> chain(String root) {
        Map<String, List<TableSchema>> children = new LinkedHashMap<>();
        for (TableSchema table : tables.values()) {
            table.parent()
                    .ifPresent(parent -> children.computeIfAbsent(parent, key -> new ArrayList<>())
                            .add(table));
        }
        List<TableSchema> chain = new ArrayList<>();
        addChain(require(root), children, chain);
        return chain;
    }

    private static void addChain(
            TableSchema table, Map<String, List<TableSchema>> children, Collection<TableSchema> chain) {
        chain.add(table);
        children.getOrDefault(table.name(), List.of()).forEach(child -> addChain(child, children, chain));
    }

    /** The first contract on the way from the table to its root. An empty map is one. */
    Optional<SchemaContract> contract(String name) {
        Optional<TableSchema> table = Optional.ofNullable(tables.get(name));
        while (table.isPresent()) {
            Object stored = table.get().properties().get(CONTRACT);
            if (stored != null) {
                return Optional.of(SchemaContract.of(stored));
            }
            table = parent(table.get());
        }
        return Optional.empty();
    }
}
