package io.dlt4j.support.sql;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.FailPoint;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.load.JobOutcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Runs an effect together with its receipt in one transaction, and finds out what became of it. */
final class KeyedTransaction {

    /** Enough for a few attempts at the same job to get out of each other's way. */
    private static final int MAX_ATTEMPTS = 4;

    /** An effect with a receipt. */
    interface Effect {
        /**
         * Writes the receipt and makes the effect.
         *
         * @return false if the receipts that are there say that there is nothing left to do
         */
        boolean run(Connection connection) throws SQLException;

        /** Called when the transaction is known to be committed. */
        default void committed() {}

        /** After a commit that failed: whether another transaction has left a receipt that {@link #run} wrote too. */
        boolean isMadeByAnother(Connection connection) throws SQLException;
    }

    private final SqlBackend backend;
    private final FailPoint failPoint;
    private final String step;
    private final String doing;

    /**
     * @param step names the points for crash tests: {@code <dialect>.<step>.before-commit} and {@code after-commit}
     * @param doing what is done, as the beginning of a sentence
     */
    KeyedTransaction(SqlBackend backend, FailPoint failPoint, String step, String doing) {
        this.backend = requireNonNull(backend, "backend is null");
        this.failPoint = requireNonNull(failPoint, "failPoint is null");
        this.step = requireNonNull(step, "step is null");
        this.doing = requireNonNull(doing, "doing is null");
    }

    /**
     * Of two attempts at one job the later one waits, and then finds the key that the earlier one has committed, or it fails on that
     * key; then it begins again, sees the key and does what is left, which is nothing or some of the files.
     */
    JobOutcome run(Effect effect) {
        for (int attempt = 1; ; attempt++) {
            try {
                return attempt(effect);
            } catch (LedgerConflict e) {
                if (attempt == MAX_ATTEMPTS) {
                    return JobOutcome.retryLater(backend.errors().conflict(doing, e));
                }
            } catch (SQLException e) {
                return backend.errors().outcome(doing, e);
            }
        }
    }

    private JobOutcome attempt(Effect effect) throws SQLException {
        Optional<SQLException> failedCommit = backend.use(connection -> {
            connection.setAutoCommit(false);
            if (!effect.run(connection)) {
                connection.rollback();
                return Optional.empty();
            }
            failPoint.reach(backend.dialect().name() + "." + step + ".before-commit");
            try {
                connection.commit();
            } catch (SQLException e) {
                return Optional.of(e);
            }
            effect.committed();
            failPoint.reach(backend.dialect().name() + "." + step + ".after-commit");
            return Optional.empty();
        });
        return failedCommit.isPresent() ? afterFailedCommit(failedCommit.get(), effect) : JobOutcome.completed();
    }

    /** A commit that failed has ended its transaction: there is nothing to roll back. */
    private JobOutcome afterFailedCommit(SQLException failure, Effect effect) throws LedgerConflict {
        if (backend.errors().leavesCommitUnknown(failure)) {
            return JobOutcome.commitUnknown(backend.errors().commitUnknown(doing, failure));
        }
        boolean madeByAnother;
        try {
            madeByAnother = backend.use(effect::isMadeByAnother);
        } catch (SQLException | DltException e) {
            DltException reason = backend.errors().commitUnknown(doing, failure);
            reason.addSuppressed(e);
            return JobOutcome.commitUnknown(reason);
        }
        if (madeByAnother) {
            throw new LedgerConflict(failure);
        }
        return backend.errors().outcome(doing, failure);
    }
}
