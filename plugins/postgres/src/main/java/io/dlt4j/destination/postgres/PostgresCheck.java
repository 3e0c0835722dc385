package io.dlt4j.destination.postgres;

import io.dlt4j.api.DestinationContext;
import io.dlt4j.api.config.ConfigValues;
import io.dlt4j.api.credentials.PostgresCredentials;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** Does what a load does, in one transaction that is rolled back: nobody else ever sees any of it. */
record PostgresCheck(DestinationContext context, Consumer<String> passed) {

    void run() {
        try (PostgresSession session = PostgresSession.open(context)) {
            try {
                passed.accept("connected to " + session.location() + ", " + session.server());
            } catch (SQLException e) {
                throw PostgresErrors.onUse("Asking for the server's version", Optional.empty(), e);
            }
            try {
                session.connection().setAutoCommit(false);
                tryLoad(session.connection());
            } catch (SQLException e) {
                throw PostgresErrors.onUse("Starting a transaction", Optional.empty(), e);
            } finally {
                rollBack(session.connection());
            }
            passed.accept("took everything back");
        }
    }

    private void tryLoad(Connection connection) {
        ConfigValues credentials = context.config().require(PostgresConfig.CREDENTIALS);
        String dataset = new PostgresDialect().fold(context.datasetName());
        String schema = quoted(dataset);
        String user = quoted(credentials.require(PostgresCredentials.USERNAME));
        String database = quoted(credentials.require(PostgresCredentials.DATABASE));
        String table = schema + "."
                + quoted("_dlt4j_check_" + UUID.randomUUID().toString().substring(0, 8));
        if (exists(connection, dataset)) {
            passed.accept("found dataset '" + dataset + "'");
        } else {
            step(
                    connection,
                    "CREATE SCHEMA " + schema,
                    "creating dataset '" + dataset + "'",
                    "GRANT CREATE ON DATABASE " + database + " TO " + user);
            passed.accept("created dataset '" + dataset + "'");
        }
        String grant = "GRANT USAGE, CREATE ON SCHEMA " + schema + " TO " + user;
        step(connection, "CREATE TABLE " + table + " (id bigint NOT NULL)", "creating a table", grant);
        passed.accept("created a table");
        step(connection, "INSERT INTO " + table + " VALUES (1)", "inserting a row", grant);
        passed.accept("inserted a row");
        step(connection, "ALTER TABLE " + table + " ADD COLUMN value text", "adding a column", grant);
        passed.accept("added a column");
        step(
                connection,
                "CREATE TEMPORARY TABLE " + quoted("_dlt4j_check") + " ON COMMIT DROP AS SELECT 1 AS id",
                "creating a temporary table",
                "GRANT TEMPORARY ON DATABASE " + database + " TO " + user);
        passed.accept("created a temporary table");
    }

    private static boolean exists(Connection connection, String schema) {
        try (PreparedStatement query = connection.prepareStatement("SELECT 1 FROM pg_namespace WHERE nspname = ?")) {
            query.setString(1, schema);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next();
            }
        } catch (SQLException e) {
            throw PostgresErrors.onUse("Looking for dataset '" + schema + "'", Optional.empty(), e);
        }
    }

    private static void step(Connection connection, String sql, String doing, String grant) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            String sentence = Character.toUpperCase(doing.charAt(0)) + doing.substring(1);
            throw PostgresErrors.onUse(sentence, Optional.of(grant), e);
        }
    }

    /** A connection that is lost is rolled back by the server. */
    private static void rollBack(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            throw PostgresErrors.onUse("Taking the check back", Optional.empty(), e);
        }
    }

    private static String quoted(String identifier) {
        return PostgresDialect.quoted(identifier);
    }
}
