package io.dlt4j.support.sql;

import io.dlt4j.api.schema.ColumnSchema;
import java.util.List;
import java.util.stream.Collectors;

/** A MERGE statement under construction. Not thread-safe. */
final class Merge {

    private final SqlDialect dialect;
    private final ChainTable table;
    private final StringBuilder sql = new StringBuilder();

    /** @param source a table, or a query in parentheses */
    Merge(SqlDialect dialect, ChainTable table, String source, List<String> key) {
        this.dialect = dialect;
        this.table = table;
        sql.append("MERGE INTO ")
                .append(table.target())
                .append(" AS d USING ")
                .append(source)
                .append(" AS s ON ")
                .append(Conditions.equal(dialect, key, "d", "s"));
    }

    Merge deleteMatched(String condition) {
        sql.append("\nWHEN MATCHED AND ").append(condition).append(" THEN DELETE");
        return this;
    }

    Merge updateMatched() {
        String assignments = table.columns().stream()
                .map(column -> dialect.identifier(column.name()))
                .map(name -> name + " = s." + name)
                .collect(Collectors.joining(", "));
        sql.append("\nWHEN MATCHED THEN UPDATE SET ").append(assignments);
        return this;
    }

    Merge insertUnmatched() {
        String values = table.columns().stream()
                .map(ColumnSchema::name)
                .map(name -> "s." + dialect.identifier(name))
                .collect(Collectors.joining(", "));
        sql.append("\nWHEN NOT MATCHED THEN INSERT (")
                .append(table.columnList(dialect))
                .append(") VALUES (")
                .append(values)
                .append(')');
        return this;
    }

    String statement() {
        return sql.toString();
    }
}
