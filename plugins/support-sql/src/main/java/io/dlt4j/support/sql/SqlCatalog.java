package io.dlt4j.support.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import org.apiguardian.api.API;

/** What a database knows of its datasets. Names are compared as {@link SqlDialect#fold} has them. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface SqlCatalog {

    /** Whether the dataset exists. */
    boolean hasDataset(Connection connection, String dataset) throws SQLException;

    /** Whether the dataset has a table of that name; false if there is no dataset. */
    boolean hasTable(Connection connection, String dataset, String table) throws SQLException;

    /** The columns of all tables of the dataset by table, all names folded. */
    Map<String, Set<String>> columns(Connection connection, String dataset) throws SQLException;
}
