package io.dlt4j.destination.duckdb;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.schema.ColumnSchema;
import java.util.List;
import java.util.stream.Collectors;

/** The text of the statements that change a dataset's structure. Immutable. */
final class DuckDbDdl {

    private final Dataset dataset;
    private final boolean uniqueConstraints;

    /**
     * @param uniqueConstraints whether columns with the hint {@code unique} get the constraint
     */
    DuckDbDdl(Dataset dataset, boolean uniqueConstraints) {
        this.dataset = requireNonNull(dataset, "dataset is null");
        this.uniqueConstraints = uniqueConstraints;
    }

    String createSchema() {
        return "CREATE SCHEMA IF NOT EXISTS " + dataset.quotedName();
    }

    /** Creates a table; one of dlt's own may be there already, of another pipeline that came first. */
    String createTable(String table, List<ColumnSchema> columns) {
        String condition = dataset.isSystemTable(table) ? "IF NOT EXISTS " : "";
        return columns.stream()
                .map(column -> column(table, column))
                .collect(Collectors.joining(",\n", "CREATE TABLE " + condition + dataset.table(table) + " (\n", ")"));
    }

    /** Adds a column; DuckDB takes one in a statement. */
    String addColumn(String table, ColumnSchema column) {
        return "ALTER TABLE " + dataset.table(table) + "\nADD COLUMN " + column(table, column);
    }

    private String column(String table, ColumnSchema column) {
        return Sql.identifier(column.name())
                + " "
                + DuckDbTypes.sqlType(table, column)
                + (uniqueConstraints && column.isSet("unique") ? " UNIQUE" : "")
                + (column.isNullable() ? "" : " NOT NULL");
    }
}
