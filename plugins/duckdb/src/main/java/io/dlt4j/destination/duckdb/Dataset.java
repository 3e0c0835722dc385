package io.dlt4j.destination.duckdb;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.schema.Identifiers;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The names of a dataset, quoted: tables with the dataset's name, system names put through the naming convention. */
final class Dataset {

    private static final Set<String> OTHER_CATALOGS = Set.of("memory", "system", "temp");

    private final String name;
    private final Identifiers identifiers;

    Dataset(String name, Identifiers identifiers) {
        this.name = requireNonNull(name, "name is null");
        this.identifiers = requireNonNull(identifiers, "identifiers is null");
    }

    String name() {
        return name;
    }

    /** For statements; with the catalog where DuckDB has one of the dataset's name and would call it ambiguous. */
    String quotedName() {
        String quoted = Sql.identifier(name);
        return OTHER_CATALOGS.contains(name.toLowerCase(Locale.ROOT)) ? DuckDbDatabase.CATALOG + "." + quoted : quoted;
    }

    boolean exists(Connection connection) throws SQLException {
        return Sql.exists(
                connection,
                "SELECT 1 FROM duckdb_schemas() WHERE database_name = current_database()"
                        + " AND lower(schema_name) = lower(?)",
                List.of(name));
    }

    /** Whether the dataset has a table of that name; false if there is no dataset. */
    boolean hasTable(Connection connection, String table) throws SQLException {
        return Sql.exists(
                connection,
                "SELECT 1 FROM duckdb_tables() WHERE database_name = current_database()"
                        + " AND lower(schema_name) = lower(?) AND lower(table_name) = lower(?)",
                List.of(name, table));
    }

    /** A table by the name it has in the schema. */
    String table(String table) {
        return quotedName() + "." + Sql.identifier(table);
    }

    /** A system table by its documented name, for example {@code _dlt_loads}. */
    String systemTable(String documentedName) {
        return table(systemTableName(documentedName));
    }

    /** The same, neither quoted nor qualified. */
    String systemTableName(String documentedName) {
        return identifiers.table(documentedName);
    }

    /** A column of a system table by its documented name. */
    String systemColumn(String documentedName) {
        return Sql.identifier(identifiers.column(documentedName));
    }

    /** Whether the table of the schema is one of dlt's own, which every migration brings up. */
    boolean isSystemTable(String table) {
        return table.startsWith(identifiers.table("_dlt"));
    }
}
