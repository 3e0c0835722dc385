package io.dlt4j.destination.sqlite;

import io.dlt4j.api.error.DltException;
import io.dlt4j.support.sql.SqlErrors;
import java.sql.SQLException;

/** What SQLite's result codes mean; see the list of them in its documentation. */
final class SqliteErrors implements SqlErrors {

    private static final String TRY_AGAIN = "Run the same command again: it goes on where it stopped.";
    private static final int PRIMARY_CODE = 0xff;

    @Override
    public DltException translate(String doing, SQLException failure) {
        SqliteError code = classify(failure);
        return new DltException(code, doing + " failed: " + text(failure) + ".", nextStep(code), failure);
    }

    private static SqliteError classify(SQLException failure) {
        switch (failure.getErrorCode() & PRIMARY_CODE) {
            case 5:
            case 6:
                return SqliteError.SQLITE_BUSY;
            case 8:
            case 14:
            case 26:
                return SqliteError.SQLITE_OPEN_FAILED;
            case 10:
            case 13:
                return SqliteError.SQLITE_IO;
            case 18:
            case 19:
            case 20:
                return SqliteError.SQLITE_DATA_REJECTED;
            default:
                break;
        }
        String text = text(failure);
        if (text.contains("no such table") || text.contains("no such column") || text.contains("unknown database")) {
            return SqliteError.SQLITE_TABLE_MISSING;
        }
        return text.contains("malformed JSON") || text.contains("JSON path error")
                ? SqliteError.SQLITE_DATA_REJECTED
                : SqliteError.SQLITE_STATEMENT;
    }

    private static String nextStep(SqliteError code) {
        switch (code) {
            case SQLITE_OPEN_FAILED:
                return "Check the path, its rights, and that the file is a database of SQLite.";
            case SQLITE_DATA_REJECTED:
                return "Correct the data or the column's hints; nothing of the job was stored.";
            case SQLITE_TABLE_MISSING:
                return "A table or column that dlt4j made was changed by hand: restore it, or load the resource anew.";
            case SQLITE_STATEMENT:
                return "Correct the statement; if it is none of yours, report this to the author of the plugin.";
            case SQLITE_IO:
                return "Check the disk's free space and the rights on the file.";
            default:
                return TRY_AGAIN;
        }
    }

    @Override
    public DltException commitUnknown(String doing, SQLException failure) {
        return new DltException(
                SqliteError.SQLITE_COMMIT_UNKNOWN,
                doing + ": what became of the commit cannot be told: " + text(failure) + ".",
                TRY_AGAIN,
                failure);
    }

    @Override
    public DltException conflict(String doing, SQLException failure) {
        return new DltException(
                SqliteError.SQLITE_CONFLICT,
                doing + " met another attempt at the same job: " + text(failure) + ".",
                TRY_AGAIN,
                failure);
    }

    @Override
    public DltException stagingTaken(String doing) {
        return new DltException(
                SqliteError.SQLITE_STAGING_TAKEN,
                doing + " found that another load has emptied the staging tables meanwhile. Nothing was changed.",
                "Run the same command again: it stages its rows anew.");
    }

    @Override
    public boolean isUndefined(SQLException failure) {
        return classify(failure) == SqliteError.SQLITE_TABLE_MISSING;
    }

    @Override
    public boolean isDuplicate(SQLException failure) {
        String text = text(failure);
        return (failure.getErrorCode() & PRIMARY_CODE) == 19
                && (text.contains("UNIQUE") || text.contains("PRIMARY KEY"));
    }

    /** The engine is in this process: who can ask it can read what became of a commit. */
    @Override
    public boolean leavesCommitUnknown(SQLException failure) {
        return false;
    }

    static String text(SQLException failure) {
        return String.valueOf(failure.getMessage()).replace('\n', ' ');
    }
}
