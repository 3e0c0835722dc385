package io.dlt4j.testkit;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.error.ErrorCategory;
import io.dlt4j.api.error.ErrorCode;
import io.dlt4j.api.load.DestinationClient;
import io.dlt4j.api.load.JobOutcome;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Stands between the host and a client: notes what is asked of it, and disturbs it like a network or an operator would. Thread-safe.
 */
class Watch {

    /** How calls are disturbed. */
    enum Disturbance {
        NONE,
        /**
         * Each job is run twice, as after an answer that came too late, and all of them again before the completion, as by a
         * process that takes over from one that was killed.
         */
        REPEATED,
        /** The answer to the first run of each job is lost: the host learns nothing of what became of it. */
        ANSWER_LOST,
        /** The process stops between the completion of the load in the destination and what the host notes of it. */
        STOPPED_AFTER_COMPLETION,
        /** The process stops before the completion. */
        STOPPED_BEFORE_COMPLETION
    }

    /** Ends a load where it is, as the end of the process would: nobody may take it for an answer. */
    static final class Stopped extends Error {
        private static final long serialVersionUID = 1L;

        Stopped() {
            super("the contract stopped the load here", null, false, false);
        }
    }

    private enum Silence implements ErrorCode {
        CONTRACT_ANSWER_LOST;

        @Override
        public ErrorCategory category() {
            return ErrorCategory.EXTERNAL;
        }
    }

    private static final DltException LOST =
            new DltException(Silence.CONTRACT_ANSWER_LOST, "The contract lost the answer.", "");

    private final Disturbance disturbance;
    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    private final List<Call> jobs = Collections.synchronizedList(new ArrayList<>());
    private final List<String> defects = Collections.synchronizedList(new ArrayList<>());
    private final Set<String> disturbed = ConcurrentHashMap.newKeySet();
    private volatile Set<Class<?>> abilities = Set.of();

    Watch(Disturbance disturbance) {
        this.disturbance = disturbance;
    }

    /** Names of the methods that were called, in order. */
    List<String> calls() {
        synchronized (calls) {
            return List.copyOf(calls);
        }
    }

    /** What the client did that no client may do. */
    List<String> defects() {
        synchronized (defects) {
            return List.copyOf(defects);
        }
    }

    /** The interfaces of the API that the client implements. */
    Set<Class<?>> abilities() {
        return abilities;
    }

    DestinationClient wrap(DestinationClient client) {
        Set<Class<?>> interfaces = new LinkedHashSet<>(List.of(client.getClass().getInterfaces()));
        abilities = interfaces;
        return (DestinationClient) Proxy.newProxyInstance(
                DestinationClient.class.getClassLoader(),
                interfaces.toArray(Class<?>[]::new),
                (proxy, method, arguments) -> call(client, method, arguments));
    }

    private @Nullable Object call(DestinationClient client, Method method, Object @Nullable [] arguments)
            throws Throwable {
        calls.add(method.getName());
        if (method.getName().equals("close")) {
            invoke(client, method, arguments);
            return invoke(client, method, arguments);
        }
        if (!method.getReturnType().equals(JobOutcome.class)) {
            return invoke(client, method, arguments);
        }
        boolean completes = method.getName().equals("complete");
        if (disturbance == Disturbance.REPEATED) {
            repeatAll(client, method, arguments);
        }
        if (completes && disturbance == Disturbance.STOPPED_BEFORE_COMPLETION) {
            throw new Stopped();
        }
        Object outcome = invoke(client, method, arguments);
        if (outcome == null) {
            defects.add(method.getName() + " returned null");
            return null;
        }
        if (completes && disturbance == Disturbance.STOPPED_AFTER_COMPLETION) {
            throw new Stopped();
        }
        return switch (disturbance) {
            case REPEATED -> invoke(client, method, arguments);
            case ANSWER_LOST -> lose(method, arguments, (JobOutcome) outcome);
            default -> outcome;
        };
    }

    private void repeatAll(DestinationClient client, Method method, Object @Nullable [] arguments) throws Throwable {
        if (!method.getName().equals("complete")) {
            jobs.add(new Call(method, arguments));
            return;
        }
        for (Call job : List.copyOf(jobs)) {
            invoke(client, job.method(), job.arguments());
        }
        jobs.clear();
    }

    private record Call(Method method, Object @Nullable [] arguments) {}

    /** Only of a job that took effect: the first time the host hears nothing of it. */
    private JobOutcome lose(Method method, Object @Nullable [] arguments, JobOutcome outcome) {
        boolean done = outcome instanceof JobOutcome.Completed;
        String job = method.getName() + (arguments == null ? "" : System.identityHashCode(arguments[0]));
        return done && disturbed.add(job) ? JobOutcome.commitUnknown(LOST) : outcome;
    }

    private @Nullable Object invoke(DestinationClient client, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(client, arguments);
        } catch (InvocationTargetException e) {
            Throwable failure = e.getCause();
            if (!(failure instanceof DltException)) {
                defects.add(method.getName() + " threw " + failure);
            }
            throw failure;
        }
    }
}
