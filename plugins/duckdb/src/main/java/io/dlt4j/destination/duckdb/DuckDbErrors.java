package io.dlt4j.destination.duckdb;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.load.JobOutcome;
import io.dlt4j.support.sql.SqlErrors;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * What DuckDB's errors mean. The driver sets no SQL state; the kind is the beginning of the message, for example
 * {@code Conversion Error: }.
 */
final class DuckDbErrors implements SqlErrors {

    private static final String UNREADABLE = "[dlt4j] ";
    private static final String TRY_AGAIN = "It is tried again; if it stays, see the message.";

    @Override
    public DltException translate(String doing, SQLException failure) {
        DuckDbError code = classify(message(failure));
        return new DltException(code, doing + " failed: " + text(failure), nextStep(code), failure);
    }

    /** Nothing is loaded, so that what is wrong is the statement, or files that it reads in place. */
    @Override
    public DltException queryFailed(String doing, SQLException failure) {
        int unreadable = message(failure).indexOf(UNREADABLE);
        if (unreadable >= 0) {
            String told = message(failure).substring(unreadable + UNREADABLE.length());
            int end = Math.max(0, told.indexOf('\n'));
            return new DltException(
                    DuckDbError.DUCKDB_FILE_UNREADABLE,
                    doing + " failed: " + told.substring(0, end),
                    told.substring(end).strip(),
                    failure);
        }
        DuckDbError code = classify(message(failure));
        return switch (code) {
            case DUCKDB_DATA_REJECTED, DUCKDB_LINE_TOO_LONG ->
                new DltException(
                        DuckDbError.DUCKDB_STATEMENT,
                        doing + " failed: " + text(failure),
                        "Correct the statement, or the values or files that it reads.",
                        failure);
            case DUCKDB_TABLE_MISSING ->
                new DltException(
                        code,
                        doing + " failed: " + text(failure),
                        "Correct the names in the statement, or load the table first.",
                        failure);
            default -> translate(doing, failure);
        };
    }

    /** Whether the driver has lost the reason. */
    static boolean isForgotten(SQLException failure) {
        return message(failure).contains("Invalid result set");
    }

    /** Whether the statement ran, and failed on what it read. */
    static boolean isOfValues(SQLException failure) {
        DuckDbError code = classify(message(failure));
        return code != DuckDbError.DUCKDB_STATEMENT && code != DuckDbError.DUCKDB_TABLE_MISSING;
    }

    /** A text for {@code error(…)} in the view of a table, which {@link #queryFailed} reads. */
    static String unreadable(String table, DltException problem) {
        return UNREADABLE + "Table '" + table + "' cannot be read: "
                + message(problem).replace('\n', ' ') + "\n"
                + problem.nextStep().replace('\n', ' ');
    }

    @Override
    public DltException commitUnknown(String doing, SQLException failure) {
        return new DltException(
                DuckDbError.DUCKDB_COMMIT_UNKNOWN,
                doing + " was sent to be committed, and what became of it cannot be read: " + text(failure),
                "It is tried again; the job ledger decides whether there is anything left to do.",
                failure);
    }

    @Override
    public DltException conflict(String doing, SQLException failure) {
        return new DltException(
                DuckDbError.DUCKDB_CONFLICT,
                doing + " met another attempt at the same job: " + text(failure),
                TRY_AGAIN,
                failure);
    }

    @Override
    public DltException stagingTaken(String doing) {
        return new DltException(
                DuckDbError.DUCKDB_STAGING_TAKEN,
                doing + " found that another load has emptied the staging tables meanwhile. Nothing was changed.",
                "Run the same command again: it stages its rows anew. Let pipelines that load one table into one dataset"
                        + " run one after the other.");
    }

    static DltException openFailed(Path file, Exception failure) {
        String message = message(failure);
        if (message.contains("Could not set lock on file")) {
            return new DltException(
                    DuckDbError.DUCKDB_LOCKED,
                    "The DuckDB database " + file + " is in use: " + text(failure),
                    "DuckDB lets one process at a time write to a file: end the other one, or wait for it.",
                    failure);
        }
        if (message.contains("Failed to set configuration option") || message.contains("options were not recognized")) {
            return settingRefused(file, failure);
        }
        return new DltException(
                DuckDbError.DUCKDB_OPEN_FAILED,
                "The DuckDB database " + file + " cannot be opened: " + text(failure),
                "Check the path, its rights, and that the file is a database of DuckDB 2.0 or earlier.",
                failure);
    }

    static DltException settingRefused(Path file, Exception failure) {
        return new DltException(
                DuckDbError.DUCKDB_SETTING,
                "DuckDB refuses a setting for the database " + file + ": " + text(failure),
                "Correct extensions, global_config, pragmas or local_config of the credentials.",
                failure);
    }

    static DltException databaseMissing(Path file) {
        return new DltException(
                DuckDbError.DUCKDB_DATABASE_MISSING,
                "There is no DuckDB database " + file + ".",
                "Run a load first, or set credentials.database to the file that you mean.");
    }

    @Override
    public boolean isUndefined(SQLException failure) {
        return classify(message(failure)) == DuckDbError.DUCKDB_TABLE_MISSING;
    }

    /** Whether the job failed for want of memory. */
    static boolean isTooLarge(JobOutcome outcome) {
        return outcome.fold(
                completed -> false,
                rejected -> rejected.reason().code() == DuckDbError.DUCKDB_LINE_TOO_LONG,
                retryLater -> retryLater.reason().code() == DuckDbError.DUCKDB_OUT_OF_MEMORY,
                commitUnknown -> false);
    }

    @Override
    public boolean isDuplicate(SQLException failure) {
        return message(failure).startsWith("Constraint Error:");
    }

    /** The engine is in this process: who can ask it can read what became of a commit. */
    @Override
    public boolean leavesCommitUnknown(SQLException failure) {
        return false;
    }

    private static DuckDbError classify(String message) {
        if (message.contains("failed to pin block") || message.contains("could not allocate block")) {
            return DuckDbError.DUCKDB_OUT_OF_MEMORY;
        }
        int colon = message.indexOf(" Error:");
        String kind = colon < 0 ? "" : message.substring(0, colon);
        switch (kind) {
            case "Catalog":
                return message.contains("does not exist")
                        ? DuckDbError.DUCKDB_TABLE_MISSING
                        : DuckDbError.DUCKDB_STATEMENT;
            case "Binder":
                return message.contains("does not have a column") || message.contains("does not exist")
                        ? DuckDbError.DUCKDB_TABLE_MISSING
                        : DuckDbError.DUCKDB_STATEMENT;
            case "Parser":
            case "Syntax":
            case "Not implemented":
            case "Permission":
                return DuckDbError.DUCKDB_STATEMENT;
            case "Conversion":
            case "Constraint":
            case "Out of Range":
            case "Mismatch Type":
            case "Invalid Type":
            case "Decimal":
            case "Serialization":
                return DuckDbError.DUCKDB_DATA_REJECTED;
            case "Invalid Input":
                return invalidInput(message);
            case "TransactionContext":
                return message.contains("constraint violation")
                        ? DuckDbError.DUCKDB_DATA_REJECTED
                        : DuckDbError.DUCKDB_CONFLICT;
            case "Out of Memory":
                return DuckDbError.DUCKDB_OUT_OF_MEMORY;
            case "IO":
                return message.contains("No files found") ? DuckDbError.DUCKDB_DATA_REJECTED : DuckDbError.DUCKDB_IO;
            default:
                return DuckDbError.DUCKDB_FAILED;
        }
    }

    /** The reference repeats most of these for ever; a file that cannot be parsed does not get better by that. */
    private static DuckDbError invalidInput(String message) {
        if (message.contains("read-only mode")) {
            return DuckDbError.DUCKDB_READ_ONLY;
        }
        if (message.contains("maximum_object_size")) {
            return DuckDbError.DUCKDB_LINE_TOO_LONG;
        }
        return message.contains("Catalog Error") ? DuckDbError.DUCKDB_TABLE_MISSING : DuckDbError.DUCKDB_DATA_REJECTED;
    }

    private static String nextStep(DuckDbError code) {
        switch (code) {
            case DUCKDB_DATA_REJECTED:
                return "Correct the data or the column's hints; nothing of the job was stored.";
            case DUCKDB_LINE_TOO_LONG:
                return "Split the item, or write parquet instead of jsonl.";
            case DUCKDB_TABLE_MISSING:
                return "A table or column that dlt4j made was changed by hand: restore it, or drop the resource and"
                        + " load it again.";
            case DUCKDB_READ_ONLY:
                return "Set credentials.read_only to false.";
            case DUCKDB_OUT_OF_MEMORY:
                return "Raise memory_limit or lower threads in credentials.global_config.";
            case DUCKDB_IO:
                return "Check the disk's free space and the rights on the file.";
            default:
                return code.category().retried() ? TRY_AGAIN : "";
        }
    }

    /** DuckDB's message without the excerpt of our own SQL and without its general advice. */
    private static String text(Exception failure) {
        String message = message(failure);
        int end = message.indexOf("\n\n");
        return (end < 0 ? message : message.substring(0, end)).replace('\n', ' ');
    }

    private static String message(Exception failure) {
        String message = failure.getMessage();
        return message == null ? failure.toString() : message;
    }
}
