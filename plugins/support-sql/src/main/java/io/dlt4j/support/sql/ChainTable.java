package io.dlt4j.support.sql;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.TableSchema;
import java.util.List;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * A table of a chain with the names that it has in statements.
 *
 * @param schema the columns and hints
 * @param target the table of the dataset, quoted and qualified
 * @param staging the table of the staging dataset, quoted and qualified
 * @param dataset the dataset, quoted
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record ChainTable(TableSchema schema, String target, String staging, String dataset) {

    /** Checks the parts. */
    public ChainTable {
        requireNonNull(schema, "schema is null");
        requireNonNull(target, "target is null");
        requireNonNull(staging, "staging is null");
        requireNonNull(dataset, "dataset is null");
    }

    /** The name in the schema. */
    public String name() {
        return schema.name();
    }

    /** The columns that exist in the destination, in the order of the schema. */
    List<ColumnSchema> columns() {
        return schema.columns().values().stream()
                .filter(ColumnSchema::isComplete)
                .toList();
    }

    /** {@link #columns} as the list of an INSERT or a SELECT. */
    String columnList(SqlDialect dialect) {
        return columns().stream()
                .map(column -> dialect.identifier(column.name()))
                .collect(Collectors.joining(", "));
    }

    /** An INSERT of {@link #columns}. */
    String insert(SqlDialect dialect, String source) {
        String columns = columnList(dialect);
        return "INSERT INTO " + target + " (" + columns + ") SELECT " + columns + " FROM " + source;
    }
}
