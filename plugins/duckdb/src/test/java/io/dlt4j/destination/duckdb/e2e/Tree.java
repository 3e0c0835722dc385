package io.dlt4j.destination.duckdb.e2e;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A row with the rows below it, without what differs from load to load.
 *
 * @param columns the values that are not null, as text, by column
 * @param children by table, in the order of the list
 */
record Tree(SortedMap<String, String> columns, SortedMap<String, List<Tree>> children) {

    /** Equal trees and how often they occur; {@code times} as often if a file was loaded that many times. */
    static Map<Tree, Integer> counted(Collection<Tree> trees, int times) {
        Map<Tree, Integer> counts = new java.util.HashMap<>();
        trees.forEach(tree -> counts.merge(tree, times, Integer::sum));
        return counts;
    }

    /** The number of rows in each table. */
    static SortedMap<String, Long> rows(String table, Collection<Tree> trees) {
        SortedMap<String, Long> counts = new TreeMap<>();
        trees.forEach(tree -> tree.count(table, counts));
        return counts;
    }

    private void count(String table, Map<String, Long> counts) {
        counts.merge(table, 1L, Long::sum);
        children.forEach((child, rows) -> rows.forEach(row -> row.count(child, counts)));
    }

    @Override
    public String toString() {
        return children.isEmpty() ? columns.toString() : columns + " with " + children;
    }
}
