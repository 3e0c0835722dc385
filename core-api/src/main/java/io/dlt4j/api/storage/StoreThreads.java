package io.dlt4j.api.storage;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apiguardian.api.API;

/**
 * The threads on which a store calls its service. They end with the store, and with them what libraries keep for each thread,
 * such as parsers, which would hold the plugin's classes in memory when it was closed. They are daemons with the context class
 * loader of the thread that made this object. Thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class StoreThreads implements AutoCloseable {

    /** Most of a request is waiting; services slow down who asks much more at once. */
    private static final int AT_ONCE = 16;

    private final ExecutorService pool;

    /** @param name the start of the threads' names, such as {@code dlt4j-s3}; none is started yet */
    public StoreThreads(String name) {
        requireNonNull(name, "name is null");
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        AtomicInteger number = new AtomicInteger();
        pool = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            thread.setContextClassLoader(loader);
            return thread;
        });
    }

    /**
     * Does the work on a thread of this store and waits for it. A thread that is interrupted while it waits passes that on, waits on
     * until the work has ended, and stays interrupted.
     *
     * @return what the work returned; what it threw is thrown here
     */
    public <T> T call(Supplier<T> work) {
        ThreadCall<T> call = new ThreadCall<>(work);
        pool.execute(call);
        return call.result();
    }

    /** Does the work for each name, up to 16 of them side by side; throws what the first that failed threw, when all have ended. */
    public void forEach(List<String> names, Consumer<String> work) {
        Semaphore free = new Semaphore(AT_ONCE);
        List<ThreadCall<String>> calls = new ArrayList<>(names.size());
        for (String name : names) {
            free.acquireUninterruptibly();
            ThreadCall<String> call = new ThreadCall<>(() -> {
                try {
                    work.accept(name);
                    return name;
                } finally {
                    free.release();
                }
            });
            calls.add(call);
            pool.execute(call);
        }
        calls.forEach(ThreadCall::end);
        calls.forEach(ThreadCall::result);
    }

    /** Lets the threads end; work that is still running ends first. Safe to call twice. */
    @Override
    public void close() {
        pool.shutdown();
    }
}
