package io.dlt4j.api.load;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.error.DltException;
import java.util.function.Function;
import org.apiguardian.api.API;

/** What became of a job. Clients return it; they throw only for defects, which count as {@link Rejected}. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface JobOutcome {

    /** The effect is in the destination, from this attempt or an earlier one. */
    static JobOutcome completed() {
        return new Completed();
    }

    /** The destination refuses; repeating cannot help. There is no effect. */
    static JobOutcome rejected(DltException reason) {
        return new Rejected(reason);
    }

    /** There is no effect, and the same job may succeed later. */
    static JobOutcome retryLater(DltException reason) {
        return new RetryLater(reason);
    }

    /** The commit was sent and its answer did not come: run the job again, its key decides. */
    static JobOutcome commitUnknown(DltException reason) {
        return new CommitUnknown(reason);
    }

    /** Calls the function of the case at hand. */
    <R> R fold(
            Function<Completed, R> completed,
            Function<Rejected, R> rejected,
            Function<RetryLater, R> retryLater,
            Function<CommitUnknown, R> commitUnknown);

    /** See {@link #completed()}. */
    record Completed() implements JobOutcome {
        @Override
        public <R> R fold(
                Function<Completed, R> completed,
                Function<Rejected, R> rejected,
                Function<RetryLater, R> retryLater,
                Function<CommitUnknown, R> commitUnknown) {
            return completed.apply(this);
        }
    }

    /**
     * See {@link JobOutcome#rejected}.
     *
     * @param reason why
     */
    record Rejected(DltException reason) implements JobOutcome {
        /** Checks the reason. */
        public Rejected {
            requireNonNull(reason, "reason is null");
        }

        @Override
        public <R> R fold(
                Function<Completed, R> completed,
                Function<Rejected, R> rejected,
                Function<RetryLater, R> retryLater,
                Function<CommitUnknown, R> commitUnknown) {
            return rejected.apply(this);
        }
    }

    /**
     * See {@link JobOutcome#retryLater}.
     *
     * @param reason why
     */
    record RetryLater(DltException reason) implements JobOutcome {
        /** Checks the reason. */
        public RetryLater {
            requireNonNull(reason, "reason is null");
        }

        @Override
        public <R> R fold(
                Function<Completed, R> completed,
                Function<Rejected, R> rejected,
                Function<RetryLater, R> retryLater,
                Function<CommitUnknown, R> commitUnknown) {
            return retryLater.apply(this);
        }
    }

    /**
     * See {@link JobOutcome#commitUnknown}.
     *
     * @param reason what was seen instead of the answer
     */
    record CommitUnknown(DltException reason) implements JobOutcome {
        /** Checks the reason. */
        public CommitUnknown {
            requireNonNull(reason, "reason is null");
        }

        @Override
        public <R> R fold(
                Function<Completed, R> completed,
                Function<Rejected, R> rejected,
                Function<RetryLater, R> retryLater,
                Function<CommitUnknown, R> commitUnknown) {
            return commitUnknown.apply(this);
        }
    }
}
