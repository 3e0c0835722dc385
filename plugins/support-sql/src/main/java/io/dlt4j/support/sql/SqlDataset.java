package io.dlt4j.support.sql;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.schema.Identifiers;
import org.apiguardian.api.API;

/** The names of a dataset, quoted: tables with the dataset's name, system names put through the naming convention. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class SqlDataset {

    private final String name;
    private final Identifiers identifiers;
    private final SqlDialect dialect;

    /** The dataset of that name, which need not exist. */
    public SqlDataset(String name, Identifiers identifiers, SqlDialect dialect) {
        this.name = requireNonNull(name, "name is null");
        this.identifiers = requireNonNull(identifiers, "identifiers is null");
        this.dialect = requireNonNull(dialect, "dialect is null");
    }

    /** The name as it is. */
    public String name() {
        return name;
    }

    /** The name in statements. */
    public String quotedName() {
        return dialect.dataset(name);
    }

    /** A table by the name it has in the schema. */
    public String table(String table) {
        return quotedName() + "." + dialect.identifier(table);
    }

    /** A system table by its documented name, for example {@code _dlt_loads}. */
    public String systemTable(String documentedName) {
        return table(systemTableName(documentedName));
    }

    /** The same, neither quoted nor qualified. */
    public String systemTableName(String documentedName) {
        return identifiers.table(documentedName);
    }

    /** A column of a system table by its documented name. */
    public String systemColumn(String documentedName) {
        return dialect.identifier(systemColumnName(documentedName));
    }

    /** The same, not quoted. */
    String systemColumnName(String documentedName) {
        return identifiers.column(documentedName);
    }

    /** Whether the table of the schema is one of dlt's own, which every migration brings up. */
    boolean isSystemTable(String table) {
        return table.startsWith(identifiers.table("_dlt"));
    }
}
