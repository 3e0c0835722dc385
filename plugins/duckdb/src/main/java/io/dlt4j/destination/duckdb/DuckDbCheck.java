package io.dlt4j.destination.duckdb;

import io.dlt4j.api.DestinationContext;
import io.dlt4j.api.config.ConfigValues;
import io.dlt4j.support.sql.Sql;
import io.dlt4j.support.sql.SqlDataset;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Does what a load does, in a transaction that is rolled back. Where there is no database yet, it is done in one beside it that is
 * deleted again.
 */
record DuckDbCheck(DestinationContext context, Consumer<String> passed) {

    void run() {
        Optional<ConfigValues> credentials = context.config().find(DuckDbConfig.CREDENTIALS);
        Path file = DuckDbLocation.of(context, credentials.flatMap(values -> values.find(DuckDbConfig.DATABASE)));
        DuckDbSettings settings = DuckDbSettings.of(credentials);
        if (!DuckDbDatabase.isMissing(file) || settings.readOnly()) {
            tryIn(file, settings);
            return;
        }
        List<Path> missing = missingFolders(file);
        String unique = ".check-" + UUID.randomUUID().toString().substring(0, 8);
        Path stand = file.resolveSibling(file.getFileName() + unique);
        try {
            passed.accept("found no database at " + file + ", which a load creates");
            tryIn(stand, settings);
        } finally {
            delete(stand, missing);
        }
    }

    private void tryIn(Path file, DuckDbSettings settings) {
        DuckDbDatabase database = DuckDbDatabase.acquire(
                file, settings, "a check in process " + ProcessHandle.current().pid(), context.failPoint());
        try {
            passed.accept("opened " + file);
            database.use(connection -> {
                connection.setAutoCommit(false);
                try {
                    tryLoad(connection);
                } finally {
                    connection.rollback();
                }
                return true;
            });
        } catch (SQLException e) {
            throw new DuckDbErrors().translate("Trying what a load does in " + file, e);
        } finally {
            database.release(context.failPoint());
        }
        passed.accept("took everything back");
    }

    private void tryLoad(Connection connection) throws SQLException {
        SqlDataset dataset = new SqlDataset(context.datasetName(), context.identifiers(), new DuckDbDialect());
        if (new DuckDbCatalog().hasDataset(connection, dataset.name())) {
            passed.accept("found dataset '" + dataset.name() + "'");
        } else {
            Sql.execute(connection, "CREATE SCHEMA " + dataset.quotedName());
            passed.accept("created dataset '" + dataset.name() + "'");
        }
        String table =
                dataset.table("_dlt4j_check_" + UUID.randomUUID().toString().substring(0, 8));
        Sql.execute(connection, "CREATE TABLE " + table + " (id BIGINT NOT NULL)");
        passed.accept("created a table");
        Sql.execute(connection, "INSERT INTO " + table + " VALUES (1)");
        passed.accept("inserted a row");
        Sql.execute(connection, "ALTER TABLE " + table + " ADD COLUMN value VARCHAR");
        passed.accept("added a column");
    }

    /** The folders that opening a database would make, innermost first. */
    private static List<Path> missingFolders(Path file) {
        List<Path> missing = new ArrayList<>();
        for (Path folder = file.getParent(); folder != null && Files.notExists(folder); folder = folder.getParent()) {
            missing.add(folder);
        }
        return missing;
    }

    private static void delete(Path database, List<Path> folders) {
        try {
            for (String suffix : List.of("", ".wal", ".lock", ".new")) {
                Files.deleteIfExists(database.resolveSibling(database.getFileName() + suffix));
            }
            for (Path folder : folders) {
                Files.deleteIfExists(folder);
            }
        } catch (DirectoryNotEmptyException e) {
            // Somebody else has begun to use the folder.
            return;
        } catch (IOException e) {
            throw DuckDbErrors.openFailed(database, e);
        }
    }
}
