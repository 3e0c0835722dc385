package io.dlt4j.pack;

import io.dlt4j.api.error.DltException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does writes one after the other on a thread of its own, a few behind whoever asks for them. Used by one thread. */
final class WriteBehind implements AutoCloseable {

    private static final int MAX_WAITING = 2;

    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread writer = new Thread(task, "dlt4j-write");
        writer.setDaemon(true);
        return writer;
    });
    private final Deque<Future<?>> waiting = new ArrayDeque<>();

    /** Adds a write; blocks while too many wait. A failure is thrown by a later call, at the latest by {@link #finish}. */
    void add(Runnable write) {
        while (waiting.size() >= MAX_WAITING) {
            await(waiting.remove());
        }
        waiting.add(thread.submit(write));
    }

    /** Waits for all writes. */
    void finish() {
        while (!waiting.isEmpty()) {
            await(waiting.remove());
        }
    }

    private static void await(Future<?> write) {
        try {
            write.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof DltException known) {
                throw known;
            }
            throw interrupted(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted(e);
        }
    }

    private static DltException interrupted(Exception cause) {
        return new DltException(
                PackError.WORKDIR_IO,
                "Writing extracted items did not end: " + cause + ".",
                "Run the same command again; nothing was published.",
                cause);
    }

    /** Gives up what waits, and lets what is being written end, so that its directory can be deleted. */
    @Override
    public void close() {
        thread.shutdownNow();
        boolean ended = false;
        while (!ended) {
            try {
                ended = thread.awaitTermination(1, java.util.concurrent.TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
