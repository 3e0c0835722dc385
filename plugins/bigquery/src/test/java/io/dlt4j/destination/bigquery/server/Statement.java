package io.dlt4j.destination.bigquery.server;

import java.util.List;
import java.util.Map;

/**
 * A statement in DuckDB's words.
 *
 * @param kind as {@code statementType} of a job has it
 * @param sql for DuckDB
 * @param tables those of datasets that it names; the one that is made or dropped comes first
 * @param options what comes in parentheses behind {@code OPTIONS}
 */
record Statement(Kind kind, String sql, List<TableName> tables, Map<String, String> options) {

    Statement(Kind kind, String sql, List<TableName> tables) {
        this(kind, sql, tables, Map.of());
    }

    /** What the statement does. */
    enum Kind {
        SELECT,
        INSERT,
        UPDATE,
        DELETE,
        MERGE,
        TRUNCATE_TABLE,
        CREATE_TEMP_TABLE,
        CREATE_TABLE_CLONE,
        CREATE_TABLE_LIKE,
        DROP_TABLE,
        ALTER_COLUMN,
        CREATE_SCHEMA,
        BEGIN_TRANSACTION,
        COMMIT_TRANSACTION;

        /** Whether it may be part of a transaction. */
        boolean isTransactional() {
            return switch (this) {
                case SELECT, INSERT, UPDATE, DELETE, MERGE, TRUNCATE_TABLE, CREATE_TEMP_TABLE, COMMIT_TRANSACTION ->
                    true;
                default -> false;
            };
        }
    }

    /** A table of a dataset. */
    record TableName(String dataset, String table) {}
}
