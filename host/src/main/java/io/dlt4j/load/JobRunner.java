package io.dlt4j.load;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.load.JobOutcome;
import io.dlt4j.pack.FailPoints;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Runs jobs, several at once, until each is in the destination or one is refused.
 *
 * <p>A job whose commit was not answered is run again at once: its key decides. A job that may succeed later is run again
 * after a pause that doubles. After a refusal no further job is started, and those that run are waited for.
 */
final class JobRunner implements AutoCloseable {

    private static final long FIRST_PAUSE_MILLIS = 200;
    private static final int MAX_DOUBLINGS = 6;

    private final ExecutorService pool;
    private final int maxRetries;

    /**
     * @param workers the most jobs at once
     * @param maxRetries after how many tries of a job its failure stands, 0 for never
     */
    JobRunner(int workers, int maxRetries) {
        this.maxRetries = maxRetries;
        this.pool = Executors.newFixedThreadPool(workers, task -> {
            Thread thread = new Thread(task, "dlt4j-load");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * A job.
     *
     * @param lane jobs of one lane run one after the other, in their order
     * @param jobId for messages
     * @param call runs it
     */
    record Task(String lane, String jobId, Supplier<JobOutcome> call) {

        /** A job that may run beside all others. */
        Task(String jobId, Supplier<JobOutcome> call) {
            this(jobId, jobId, call);
        }
    }

    /** A job that was refused, or did not succeed in time. */
    record Failure(String jobId, DltException reason, boolean refused) {}

    /** Runs all tasks; empty if all succeeded. {@code done} is called after each success, on any thread. */
    Optional<Failure> run(List<Task> tasks, Runnable done) {
        AtomicBoolean stopped = new AtomicBoolean();
        List<Future<Optional<Failure>>> results = new ArrayList<>();
        for (List<Task> lane : lanes(tasks)) {
            results.add(pool.submit(() -> {
                Optional<Failure> failure = Optional.empty();
                for (Task task : lane) {
                    if (stopped.get()) {
                        break;
                    }
                    failure = attempt(task);
                    if (failure.isPresent()) {
                        stopped.set(true);
                    } else {
                        done.run();
                    }
                }
                return failure;
            }));
        }
        Optional<Failure> first = Optional.empty();
        for (Future<Optional<Failure>> result : results) {
            Optional<Failure> failure = await(result);
            if (first.isEmpty()
                    || failure.isPresent()
                            && failure.get().refused()
                            && !first.get().refused()) {
                first = failure.isPresent() ? failure : first;
            }
        }
        return first;
    }

    private static Iterable<List<Task>> lanes(List<Task> tasks) {
        Map<String, List<Task>> lanes = new LinkedHashMap<>();
        tasks.forEach(task ->
                lanes.computeIfAbsent(task.lane(), lane -> new ArrayList<>()).add(task));
        return lanes.values();
    }

    /** Runs one job until it succeeded, was refused, or has used up its tries. */
    Optional<Failure> attempt(Task task) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            FailPoints.reach("load.job.before");
            JobOutcome outcome = settled(task);
            FailPoints.reach("load.job.after");
            Optional<DltException> refusal = outcome.fold(
                    completed -> Optional.empty(),
                    rejected -> Optional.of(rejected.reason()),
                    retry -> Optional.empty(),
                    unknown -> Optional.empty());
            if (refusal.isPresent()) {
                return Optional.of(new Failure(task.jobId(), refusal.get(), true));
            }
            Optional<DltException> later = outcome.fold(
                    completed -> Optional.empty(),
                    rejected -> Optional.empty(),
                    retry -> Optional.of(retry.reason()),
                    unknown -> Optional.of(unknown.reason()));
            if (later.isEmpty()) {
                return Optional.empty();
            }
            if (attempt == maxRetries) {
                return Optional.of(new Failure(task.jobId(), later.get(), false));
            }
            TimeUnit.MILLISECONDS.sleep(FIRST_PAUSE_MILLIS << Math.min(attempt - 1, MAX_DOUBLINGS));
        }
    }

    /** A first unanswered commit is asked about at once; if the destination stays silent it is a matter of time. */
    private static JobOutcome settled(Task task) {
        JobOutcome outcome = call(task);
        boolean unknown = outcome.fold(completed -> false, rejected -> false, retry -> false, silent -> true);
        return unknown ? call(task) : outcome;
    }

    private static JobOutcome call(Task task) {
        try {
            return task.call().get();
        } catch (DltException e) {
            return e.category().retried() ? JobOutcome.retryLater(e) : JobOutcome.rejected(e);
        } catch (RuntimeException e) {
            return JobOutcome.rejected(new DltException(
                    LoadError.LOAD_CLIENT_DEFECT,
                    "The destination's client failed on job " + task.jobId() + ": " + e + ".",
                    "This is a defect of the destination plugin: please report it with the output of --debug.",
                    e));
        }
    }

    private static Optional<Failure> await(Future<Optional<Failure>> result) {
        try {
            return result.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw interrupted(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted(e);
        }
    }

    private static DltException interrupted(Exception cause) {
        return new DltException(
                LoadError.LOAD_INTERRUPTED,
                "Loading was interrupted.",
                "Run the same command again: it goes on where it stopped, nothing is loaded twice.",
                cause);
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
