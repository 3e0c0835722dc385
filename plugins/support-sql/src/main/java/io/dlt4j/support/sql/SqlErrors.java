package io.dlt4j.support.sql;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.load.JobOutcome;
import java.sql.SQLException;
import org.apiguardian.api.API;

/** What the errors of a database mean. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface SqlErrors {

    /**
     * The error with its code.
     *
     * @param doing what was tried, as the beginning of a sentence
     */
    DltException translate(String doing, SQLException failure);

    /** The error of a statement that somebody wrote, where nothing is loaded. */
    default DltException queryFailed(String doing, SQLException failure) {
        return translate(doing, failure);
    }

    /** That a commit was sent and its answer cannot be read; never a category that says that there is no effect. */
    DltException commitUnknown(String doing, SQLException failure);

    /** That another attempt at the same job came in between, more often than is usual. */
    DltException conflict(String doing, SQLException failure);

    /** That another load has emptied the staging tables of this one. */
    DltException stagingTaken(String doing);

    /** Whether a table, a column or a dataset that the statement names does not exist. */
    boolean isUndefined(SQLException failure);

    /** Whether a key is there already. */
    boolean isDuplicate(SQLException failure);

    /** Whether a commit that failed so may yet have had its effect. */
    boolean leavesCommitUnknown(SQLException failure);

    /** The outcome of a job whose transaction was rolled back. */
    default JobOutcome outcome(String doing, SQLException failure) {
        return outcome(translate(doing, failure));
    }

    /** The outcome of a job that had no effect. */
    static JobOutcome outcome(DltException reason) {
        return reason.category().retried() ? JobOutcome.retryLater(reason) : JobOutcome.rejected(reason);
    }
}
