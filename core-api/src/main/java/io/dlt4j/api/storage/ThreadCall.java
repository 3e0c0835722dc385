package io.dlt4j.api.storage;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Work on another thread, for which its caller waits. */
final class ThreadCall<T> implements Runnable {

    private final Supplier<T> work;
    private @Nullable Thread thread;
    private boolean isInterrupted;
    private boolean hasEnded;
    private @Nullable T result;
    private @Nullable Throwable failure;

    ThreadCall(Supplier<T> work) {
        this.work = work;
    }

    @Override
    public void run() {
        start();
        try {
            T made = work.get();
            finish(made, null);
        } catch (RuntimeException | Error e) {
            finish(null, e);
        }
    }

    private synchronized void start() {
        thread = Thread.currentThread();
        if (isInterrupted) {
            thread.interrupt();
        }
    }

    private synchronized void finish(@Nullable T made, @Nullable Throwable thrown) {
        result = made;
        failure = thrown;
        thread = null;
        hasEnded = true;
        notifyAll();
    }

    /** Waits for the end; an interruption reaches the work. */
    synchronized void end() {
        while (!hasEnded) {
            try {
                wait();
            } catch (InterruptedException e) {
                isInterrupted = true;
                if (thread != null) {
                    thread.interrupt();
                }
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** What the work returned, or throws what it threw. */
    @SuppressWarnings("NullAway") // the work decides whether its result may be null
    T result() {
        end();
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
        return result;
    }
}
