package io.dlt4j.normalize;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.error.ErrorCategory;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.TableSchema;
import io.dlt4j.pack.DurableFiles;
import io.dlt4j.pack.JobEntry;
import io.dlt4j.pack.NameCollision;
import io.dlt4j.pack.PartContent;
import io.dlt4j.pack.PartFile;
import io.dlt4j.schema.DltSchema;
import io.dlt4j.schema.RootKeys;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Normalizes the parts of one package on several threads, with the result that one thread would have.
 *
 * <p>Each part is normalized against the newest schema that is merged when its turn comes. Results are merged in the order of
 * the parts; a part that inferred a column otherwise than an earlier one, or that a contract judged by what an earlier one has
 * changed, is normalized again, against the merged schema.
 * At most {@code workers + 1} parts are in memory, fewer if they are large.
 */
public final class PackageNormalizer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PackageNormalizer.class);

    /** Parts beyond this wait for others to end: one with an item of 64 MB is normalized alone. */
    private static final long MAX_HELD_BYTES = 40L << 20;

    private final NormalizeSettings settings;
    private final ExecutorService pool;
    private final Queue<VectorPool> pools = new ConcurrentLinkedQueue<>();
    private final Deque<Pending> running = new ArrayDeque<>();
    private final List<JobEntry> jobs = new ArrayList<>();
    private final Map<String, Long> rows = new TreeMap<>();
    private final Map<String, Set<String>> nulls = new TreeMap<>();
    private final Map<String, Discarded> discarded = new TreeMap<>();
    private final List<NameCollision> collisions = new ArrayList<>();
    private volatile DltSchema merged;
    private long heldBytes;

    private record Pending(Attempt attempt, Runnable release, Future<PartResult> result) {
        PartInput part() {
            return attempt.part;
        }
    }

    /** One part, normalized against what is merged when a worker takes it. */
    private final class Attempt implements Callable<PartResult> {

        private final PartInput part;
        private volatile DltSchema schema;

        Attempt(PartInput part) {
            this.part = part;
            this.schema = merged;
        }

        @Override
        public PartResult call() throws IOException {
            DltSchema newest = merged;
            schema = newest;
            return normalize(part, newest);
        }

        /** Whether earlier parts have changed the schema meanwhile. */
        boolean isOutdated() {
            return schema != merged;
        }

        boolean isOutdated(String table) {
            return !schema.table(table).equals(merged.table(table));
        }
    }

    /** Starts with the schema that extract left. */
    public PackageNormalizer(NormalizeSettings settings, DltSchema schema) {
        this.settings = settings;
        this.merged = RootKeys.propagated(schema, settings.capabilities());
        this.pool = Executors.newFixedThreadPool(settings.workers(), task -> {
            Thread thread = new Thread(task, "dlt4j-normalize");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Adds a table, or hints, that the parts to come are normalized with. */
    public void declare(TableSchema partial) {
        merged = RootKeys.propagated(merged.withTable(partial, true), settings.capabilities());
    }

    /**
     * Adds a part that is in memory. Blocks while all workers are busy.
     *
     * @param release called, on the thread of a later call, when the part's bytes are not needed any more
     */
    public void submit(PartContent content, Runnable release) {
        submit(new PartInput.InMemory(content), release);
    }

    /** Adds a part of a published package. Blocks while all workers are busy. */
    public void submit(PartFile file) {
        submit(new PartInput.OnDisk(file), () -> {});
    }

    private void submit(PartInput part, Runnable release) {
        while (running.size() > settings.workers() || !running.isEmpty() && heldBytes + part.bytes() > MAX_HELD_BYTES) {
            mergeNext();
        }
        heldBytes += part.bytes();
        Attempt attempt = new Attempt(part);
        running.add(new Pending(attempt, release, pool.submit(attempt)));
    }

    /** Waits for all parts. */
    public Normalized finish() {
        while (!running.isEmpty()) {
            mergeNext();
        }
        Set<String> written = new TreeSet<>();
        jobs.forEach(job -> written.add(job.table()));
        FinishedTables.check(merged, written);
        return new Normalized(merged.withSeenData(written), jobs, rows, nullOnly(), discarded, collisions);
    }

    private PartResult normalize(PartInput part, DltSchema schema) throws IOException {
        VectorPool pool = pools.poll();
        if (pool == null) {
            pool = new VectorPool();
        }
        PartResult result = new PartNormalizer(part, schema, settings, pool).normalize();
        pools.add(pool);
        return result;
    }

    private void mergeNext() {
        Pending next = running.remove();
        PartResult result = result(next);
        DltSchema schema = merged;
        for (TableSchema delta : result.discovered()) {
            schema = schema.withTable(delta, false);
        }
        merged = schema;
        jobs.addAll(result.jobs());
        result.rows().forEach((table, count) -> rows.merge(table, count, Long::sum));
        result.discarded().forEach((table, lost) -> discarded.merge(table, lost, Discarded::plus));
        collisions.addAll(result.collisions());
        heldBytes -= next.part().bytes();
        next.release().run();
        result.nulls()
                .forEach((table, names) ->
                        nulls.computeIfAbsent(table, key -> new TreeSet<>()).addAll(names));
    }

    /** What became of a part, as if it had been normalized after all parts before it. */
    private PartResult result(Pending next) {
        try {
            PartResult result = await(next.result());
            if (!conflicts(result) && result.decided().stream().noneMatch(next.attempt()::isOutdated)) {
                return result;
            }
            result.jobs().forEach(job -> DurableFiles.delete(job.path()));
        } catch (DltException e) {
            if (e.category() != ErrorCategory.USER || !next.attempt().isOutdated()) {
                throw e;
            }
            LOG.debug(
                    "{} is normalized again against what earlier parts brought",
                    next.part().origin(),
                    e);
        }
        try {
            return normalize(next.part(), merged);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Whether the part took for new what an earlier part has defined otherwise meanwhile. */
    private boolean conflicts(PartResult result) {
        for (TableSchema delta : result.discovered()) {
            TableSchema known = merged.tables().get(delta.name());
            if (known == null) {
                continue;
            }
            // lists at two places can share a table, a.list and the lists in a: its parent is that of the first
            if (!known.parent().equals(delta.parent())) {
                return true;
            }
            for (ColumnSchema column : delta.columns().values()) {
                ColumnSchema other = known.columns().get(column.name());
                if (other != null && other.isComplete() && !other.equals(column)) {
                    return true;
                }
            }
        }
        return false;
    }

    private Map<String, Set<String>> nullOnly() {
        Map<String, Set<String>> found = new TreeMap<>();
        nulls.forEach((table, names) -> {
            TableSchema known = merged.tables().get(table);
            Set<String> missing = new TreeSet<>(names);
            if (known != null) {
                missing.removeIf(name ->
                        known.column(name).filter(ColumnSchema::isComplete).isPresent());
            }
            if (!missing.isEmpty()) {
                found.put(table, missing);
            }
        });
        return found;
    }

    private static PartResult await(Future<PartResult> result) {
        try {
            return result.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof DltException known) {
                throw known;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw failed(e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DltException(
                    NormalizeError.NORMALIZE_INTERRUPTED,
                    "Normalizing was interrupted.",
                    "Run the same command again: it goes on with what was extracted.",
                    e);
        }
    }

    private static DltException failed(Throwable cause) {
        if (cause instanceof IOException) {
            return new DltException(
                    NormalizeError.NORMALIZE_IO,
                    "Reading a part or writing a job file failed: " + cause.getMessage() + ".",
                    "Check the disk that holds the working directory, then run the same command again.",
                    cause);
        }
        return new DltException(
                NormalizeError.NORMALIZE_DEFECT,
                "The normalizer failed on a part: " + cause + ".",
                "This is a defect of dlt4j: please report it with the output of --debug.",
                cause);
    }

    /**
     * Stops the workers and waits until they have: job files of an unfinished package are left to whoever owns their
     * directory.
     */
    @Override
    public void close() {
        pool.shutdownNow();
        try {
            while (!pool.awaitTermination(1, TimeUnit.SECONDS)) {
                LOG.debug("waiting for the last part to end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
