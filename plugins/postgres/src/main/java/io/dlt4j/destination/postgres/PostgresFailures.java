package io.dlt4j.destination.postgres;

import io.dlt4j.api.error.DltException;
import java.sql.SQLException;
import java.util.Optional;

/** What the driver reports, as errors that say what to do. */
final class PostgresFailures {

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private PostgresFailures() {}

    static DltException onConnect(String location, SQLException failure) {
        String state = state(failure);
        String message = "Connecting to " + location + " failed: " + reason(failure);
        // 28: invalid authorization; 3D: no such database
        if (state.startsWith("28") || state.startsWith("3D")) {
            return new DltException(
                    PostgresError.POSTGRES_LOGIN_REFUSED,
                    message,
                    "Correct the credentials of the destination: user, password, database.",
                    failure);
        }
        return new DltException(
                PostgresError.POSTGRES_UNREACHABLE,
                message,
                "Check that the server runs there and that host, port and TLS settings are right.",
                failure);
    }

    /** @param right what the user has to be allowed to do, as SQL grants it */
    static DltException onUse(String doing, Optional<String> right, SQLException failure) {
        String message = doing + " failed: " + reason(failure);
        if (state(failure).equals(INSUFFICIENT_PRIVILEGE)) {
            return new DltException(
                    PostgresError.POSTGRES_RIGHT_MISSING,
                    message,
                    right.map(grant -> "Let an administrator run: " + grant + ".")
                            .orElse("Give the user the rights that a load needs."),
                    failure);
        }
        return new DltException(
                state(failure).startsWith("08") ? PostgresError.POSTGRES_UNREACHABLE : PostgresError.POSTGRES_FAILED,
                message,
                "See the server's log for more.",
                failure);
    }

    private static String state(SQLException failure) {
        return Optional.ofNullable(failure.getSQLState()).orElse("");
    }

    /** The server's words, as a sentence. */
    private static String reason(SQLException failure) {
        String text = String.valueOf(failure.getMessage()).replace('\n', ' ').strip();
        return text.endsWith(".") ? text : text + ".";
    }
}
