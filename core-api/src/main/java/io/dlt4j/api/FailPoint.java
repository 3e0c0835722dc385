package io.dlt4j.api;

import org.apiguardian.api.API;

/**
 * Marks a step at which a crash test may kill the process.
 *
 * <p>A client calls {@link #reach} before and after each effect that another process could see: before and after a
 * commit, between two uploads. Costs next to nothing when no test is running.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@FunctionalInterface
public interface FailPoint {

    /**
     * Says that the step {@code label} was reached. May not return.
     *
     * @param label {@code area.step}, for example {@code client.ingest.before-commit}
     */
    void reach(String label);
}
