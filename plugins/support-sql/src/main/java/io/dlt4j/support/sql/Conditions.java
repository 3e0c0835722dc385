package io.dlt4j.support.sql;

import java.util.List;
import java.util.stream.Collectors;

/** Conditions that the strategies share. */
final class Conditions {

    private Conditions() {}

    /** That a row of the table, aliased {@code d}, has the values of a staged one in all these columns. */
    static String staged(SqlDialect dialect, ChainTable table, List<String> columns) {
        return "EXISTS (SELECT 1 FROM " + table.staging() + " AS s WHERE " + equal(dialect, columns, "d", "s") + ")";
    }

    /** That two aliased tables have the same values in all these columns; never true of nulls. */
    static String equal(SqlDialect dialect, List<String> columns, String left, String right) {
        return columns.stream()
                .map(dialect::identifier)
                .map(name -> left + "." + name + " = " + right + "." + name)
                .collect(Collectors.joining(" AND "));
    }
}
