package io.dlt4j.destination.bigquery.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What goes wrong: requests that do not arrive, answers that are lost, and errors, as often as a test wants. Thread-safe. */
public final class Faults {

    /** When the connection is cut, if it is. */
    enum Cut {
        BEFORE,
        AFTER,
        NONE
    }

    /** One thing that goes wrong with one request. */
    record Fault(Cut cut, Optional<ApiError> error) {}

    private static final class Plan {
        private final Predicate<Request> requests;
        private final Fault fault;
        private int left;

        Plan(Predicate<Request> requests, Fault fault, int times) {
            this.requests = requests;
            this.fault = fault;
            this.left = times;
        }
    }

    private final List<Plan> plans = new ArrayList<>();

    /** The next {@code times} requests of that kind do what they ask for, and their answers do not arrive. */
    public void loseAnswers(RequestKind kind, int times) {
        loseAnswers(request -> request.kind() == kind, times);
    }

    /** The next {@code times} such requests do what they ask for, and their answers do not arrive. */
    public synchronized void loseAnswers(Predicate<Request> requests, int times) {
        plans.add(new Plan(requests, new Fault(Cut.AFTER, Optional.empty()), times));
    }

    /** The next {@code times} requests of that kind do not arrive. */
    public synchronized void loseRequests(RequestKind kind, int times) {
        plans.add(new Plan(request -> request.kind() == kind, new Fault(Cut.BEFORE, Optional.empty()), times));
    }

    /** The next {@code times} such requests are refused. */
    public synchronized void refuse(Predicate<Request> requests, ApiError error, int times) {
        plans.add(new Plan(requests, new Fault(Cut.NONE, Optional.of(error)), times));
    }

    /** The next {@code times} requests of that kind are refused. */
    public void refuse(RequestKind kind, ApiError error, int times) {
        refuse(request -> request.kind() == kind, error, times);
    }

    /** Whether everything that was planned has happened. */
    public synchronized boolean isSpent() {
        return plans.stream().allMatch(plan -> plan.left == 0);
    }

    /** Nothing goes wrong from now on. */
    public synchronized void clear() {
        plans.clear();
    }

    synchronized Optional<Fault> next(Request request) {
        for (Plan plan : plans) {
            if (plan.left > 0 && plan.requests.test(request)) {
                plan.left--;
                return Optional.of(plan.fault);
            }
        }
        return Optional.empty();
    }
}
