package io.dlt4j.destination.bigquery.server;

import java.util.List;

/**
 * A statement in DuckDB's words.
 *
 * @param kind as {@code statementType} of a job has it
 * @param sql for DuckDB
 * @param tables those of datasets that it names; the one that is made or dropped comes first
 */
record Statement(Kind kind, String sql, List<TableName> tables) {

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
        BEGIN_TRANSACTION,
        COMMIT_TRANSACTION;

        /** Whether it may be part of a transaction. */
        boolean isTransactional() {
            return this != CREATE_TABLE_CLONE && this != CREATE_TABLE_LIKE && this != DROP_TABLE;
        }
    }

    /** A table of a dataset. */
    record TableName(String dataset, String table) {}
}
