package io.dlt4j.support.sql;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.TableSchema;
import java.util.List;
import java.util.stream.Collectors;

/** The text of the statements that change a dataset's structure. Immutable. */
final class Ddl {

    private final SqlDialect dialect;
    private final SqlDataset dataset;
    private final boolean uniqueConstraints;

    /** @param uniqueConstraints whether columns with the hint {@code unique} get the constraint */
    Ddl(SqlDialect dialect, SqlDataset dataset, boolean uniqueConstraints) {
        this.dialect = requireNonNull(dialect, "dialect is null");
        this.dataset = requireNonNull(dataset, "dataset is null");
        this.uniqueConstraints = uniqueConstraints;
    }

    /** Creates a table; one of dlt's own may be there already, of another pipeline that came first. */
    String createTable(TableSchema table, List<ColumnSchema> columns) {
        String condition = dataset.isSystemTable(table.name()) ? "IF NOT EXISTS " : "";
        return columns.stream()
                .map(column -> column(table.name(), column))
                .collect(Collectors.joining(
                        ",\n",
                        "CREATE TABLE " + condition + dataset.table(table.name()) + " (\n",
                        ")" + dialect.tableOptions(columns)));
    }

    /** Adds columns in one statement. */
    String addColumns(TableSchema table, List<ColumnSchema> columns) {
        return columns.stream()
                .map(column -> "ADD COLUMN " + column(table.name(), column))
                .collect(Collectors.joining(",\n", "ALTER TABLE " + dataset.table(table.name()) + "\n", ""));
    }

    private String column(String table, ColumnSchema column) {
        return dialect.identifier(column.name())
                + " "
                + dialect.sqlType(table, column)
                + (uniqueConstraints && column.isSet("unique") ? " UNIQUE" : "")
                + (column.isNullable() ? "" : " NOT NULL");
    }
}
