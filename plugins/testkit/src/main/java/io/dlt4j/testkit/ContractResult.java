package io.dlt4j.testkit;

import static java.util.Objects.requireNonNull;

import org.apiguardian.api.API;

/**
 * What became of a contract.
 *
 * @param area what it is about
 * @param name its name, unique in its area
 * @param clause what the API asks, with the place that says so
 * @param outcome what became of it
 * @param detail what was seen if it failed, why it does not apply, or {@code ""}
 * @param millis how long it took
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record ContractResult(Area area, String name, String clause, Outcome outcome, String detail, long millis) {

    /** Checks the parts. */
    public ContractResult {
        requireNonNull(area, "area is null");
        requireNonNull(name, "name is null");
        requireNonNull(clause, "clause is null");
        requireNonNull(outcome, "outcome is null");
        requireNonNull(detail, "detail is null");
    }

    /** How a contract can end. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public enum Outcome {
        /** The plugin does what is asked. */
        PASSED,
        /** It does not. */
        FAILED,
        /** The plugin does not claim the ability, and there is no way to observe that it lacks it. */
        NOT_APPLICABLE
    }

    /** {@code area/name}. */
    public String id() {
        return area.text() + "/" + name;
    }
}
