package io.dlt4j.destination.postgres;

import io.dlt4j.api.error.DltException;
import io.dlt4j.support.sql.SqlErrors;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What the server's errors mean, by their SQL state. */
final class PostgresErrors implements SqlErrors {

    private static final String INSUFFICIENT_PRIVILEGE = "42501";
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String READ_ONLY_TRANSACTION = "25006";
    private static final String IDLE_TRANSACTION_ENDED = "25P03";
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String TYPE_MISMATCH = "42804";
    private static final String QUERY_CANCELED = "57014";
    private static final String INVALID_PARAMETER = "22023";
    private static final String COMPLETION_UNKNOWN = "40003";
    private static final Set<String> UNDEFINED = Set.of("42P01", "42703", "3F000");
    private static final String TRY_AGAIN = "It is tried again; if it stays, see the message and the server's log.";

    @Override
    public DltException translate(String doing, SQLException failure) {
        PostgresError code = classify(failure);
        return new DltException(code, doing + " failed: " + reason(failure), nextStep(code), failure);
    }

    /** @param location where, without credentials */
    static DltException onConnect(String location, SQLException failure) {
        String message = "Connecting to " + location + " failed: " + reason(failure);
        PostgresError code =
                state(failure).equals(INVALID_PARAMETER) ? PostgresError.POSTGRES_SETTING : classify(failure);
        return switch (code) {
            case POSTGRES_LOGIN_REFUSED, POSTGRES_FULL, POSTGRES_SETTING ->
                new DltException(code, message, nextStep(code), failure);
            default ->
                new DltException(
                        PostgresError.POSTGRES_UNREACHABLE,
                        message,
                        "Check that the server runs there and that host, port and TLS settings are right.",
                        failure);
        };
    }

    /** @param right what the user has to be allowed to do, as SQL grants it */
    static DltException onUse(String doing, Optional<String> right, SQLException failure) {
        PostgresError code = classify(failure);
        String nextStep = code == PostgresError.POSTGRES_RIGHT_MISSING && right.isPresent()
                ? "Let an administrator run: " + right.get() + "."
                : nextStep(code);
        return new DltException(code, doing + " failed: " + reason(failure), nextStep, failure);
    }

    @Override
    public DltException commitUnknown(String doing, SQLException failure) {
        return new DltException(
                PostgresError.POSTGRES_COMMIT_UNKNOWN,
                doing + " was sent to be committed, and no answer came: " + reason(failure),
                "It is tried again; the job ledger decides whether there is anything left to do.",
                failure);
    }

    @Override
    public DltException conflict(String doing, SQLException failure) {
        return new DltException(
                PostgresError.POSTGRES_CONFLICT,
                doing + " met another attempt at the same job: " + reason(failure),
                TRY_AGAIN,
                failure);
    }

    @Override
    public DltException stagingTaken(String doing) {
        return new DltException(
                PostgresError.POSTGRES_STAGING_TAKEN,
                doing + " found that another load has emptied the staging tables meanwhile. Nothing was changed.",
                "Run the same command again: it stages its rows anew. Let pipelines that load one table into one dataset"
                        + " run one after the other.");
    }

    @Override
    public boolean isUndefined(SQLException failure) {
        return UNDEFINED.contains(state(failure));
    }

    @Override
    public boolean isDuplicate(SQLException failure) {
        return state(failure).equals(UNIQUE_VIOLATION);
    }

    /** A server that goes down, or a connection that breaks, may have committed before. */
    @Override
    public boolean leavesCommitUnknown(SQLException failure) {
        String state = state(failure);
        return state.isEmpty()
                || state.startsWith("08")
                || state.startsWith("57")
                || state.startsWith("58")
                || state.startsWith("XX")
                || state.equals(COMPLETION_UNKNOWN);
    }

    private static PostgresError classify(SQLException failure) {
        String state = state(failure);
        switch (state) {
            case INSUFFICIENT_PRIVILEGE:
                return PostgresError.POSTGRES_RIGHT_MISSING;
            case READ_ONLY_TRANSACTION:
                return PostgresError.POSTGRES_READ_ONLY;
            case IDLE_TRANSACTION_ENDED:
                return PostgresError.POSTGRES_UNREACHABLE;
            case LOCK_NOT_AVAILABLE:
                return PostgresError.POSTGRES_CONFLICT;
            case TYPE_MISMATCH:
                return PostgresError.POSTGRES_DATA_REJECTED;
            case QUERY_CANCELED:
                return PostgresError.POSTGRES_FAILED;
            default:
                return UNDEFINED.contains(state) ? PostgresError.POSTGRES_TABLE_MISSING : byClass(state);
        }
    }

    /** The first two characters are the class of the error. */
    private static PostgresError byClass(String state) {
        switch (state.length() < 2 ? "" : state.substring(0, 2)) {
            case "08":
            case "57":
                return PostgresError.POSTGRES_UNREACHABLE;
            case "28":
            case "3D":
                return PostgresError.POSTGRES_LOGIN_REFUSED;
            case "53":
                return PostgresError.POSTGRES_FULL;
            case "40":
            case "55":
                return PostgresError.POSTGRES_CONFLICT;
            case "21":
            case "22":
            case "23":
            case "44":
            case "54":
                return PostgresError.POSTGRES_DATA_REJECTED;
            case "0A":
            case "2B":
            case "42":
                return PostgresError.POSTGRES_STATEMENT;
            default:
                return PostgresError.POSTGRES_FAILED;
        }
    }

    private static String nextStep(PostgresError code) {
        return switch (code) {
            case POSTGRES_LOGIN_REFUSED -> "Correct the credentials of the destination: user, password, database.";
            case POSTGRES_SETTING -> "Correct the options of the credentials.";
            case POSTGRES_RIGHT_MISSING ->
                "Give the user the rights that a load needs: 'dlt4j destinations check'" + " names them.";
            case POSTGRES_DATA_REJECTED -> "Correct the data or the column's hints; nothing of the job was stored.";
            case POSTGRES_TABLE_MISSING ->
                "A table or column that dlt4j made was changed by hand: restore it, or drop the resource and load it"
                        + " again.";
            case POSTGRES_STATEMENT ->
                "See the message; merging by upsert or insert-only takes PostgreSQL 15 or later.";
            case POSTGRES_FULL -> "Make room on the server, or run fewer jobs at once (load.workers). " + TRY_AGAIN;
            case POSTGRES_READ_ONLY -> "Connect to the primary server, or make the database writable. " + TRY_AGAIN;
            default -> code.category().retried() ? TRY_AGAIN : "";
        };
    }

    static String state(SQLException failure) {
        return Optional.ofNullable(failure.getSQLState()).orElse("");
    }

    /** The server's words as a sentence, without the statement, and with what it says about the place. */
    static String reason(SQLException failure) {
        StringBuilder text = new StringBuilder(sentence(String.valueOf(failure.getMessage())));
        ServerErrorMessage server = failure instanceof PSQLException reported ? reported.getServerErrorMessage() : null;
        if (server != null) {
            text.setLength(0);
            text.append(sentence(String.valueOf(server.getMessage())));
            add(text, server.getDetail());
            add(text, place(server));
            add(text, server.getHint());
        }
        return text.toString();
    }

    private static void add(StringBuilder text, @Nullable String more) {
        if (more != null && !more.isBlank()) {
            text.append(' ').append(sentence(more));
        }
    }

    private static @Nullable String place(ServerErrorMessage server) {
        if (server.getWhere() != null) {
            return server.getWhere();
        }
        return server.getColumn() == null ? null : "Column '" + server.getColumn() + "'";
    }

    private static String sentence(String words) {
        String text = words.replace('\n', ' ').strip();
        return text.endsWith(".") ? text : text + ".";
    }
}
