package io.dlt4j.destination.duckdb.e2e;

import java.util.Collection;
import java.util.HashMap;
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

    private static final int MOST_DIFFERENCES = 6;

    /**
     * The trees that do not occur as often as they should, a few of them.
     *
     * @param times how often each of {@code expected} should occur
     */
    static List<String> differences(Collection<Tree> actual, Collection<Tree> expected, int times) {
        Map<Tree, Integer> missing = new HashMap<>();
        expected.forEach(tree -> missing.merge(tree, times, Integer::sum));
        actual.forEach(tree -> missing.merge(tree, -1, Integer::sum));
        return missing.entrySet().stream()
                .filter(entry -> entry.getValue() != 0)
                .map(entry -> (entry.getValue() > 0 ? "missing " : "too much ") + Math.abs(entry.getValue()) + " times "
                        + entry.getKey())
                .sorted()
                .limit(MOST_DIFFERENCES)
                .toList();
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
