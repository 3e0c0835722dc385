package io.dlt4j.storage.azure;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs deletions side by side: the service takes one file a request, and most of a request is waiting. */
final class Deletions {

    private static final int AT_ONCE = 16;

    private @Nullable ExecutorService pool;

    /** Runs all; throws what the first that failed threw. */
    void run(List<String> names, Consumer<String> deletion) {
        List<CompletableFuture<Void>> running = new ArrayList<>();
        for (String name : names) {
            running.add(CompletableFuture.runAsync(() -> deletion.accept(name), pool()));
        }
        try {
            CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    private synchronized ExecutorService pool() {
        ExecutorService made = pool;
        if (made == null) {
            ClassLoader loader = Thread.currentThread().getContextClassLoader();
            made = Executors.newFixedThreadPool(AT_ONCE, task -> {
                Thread thread = new Thread(task, "dlt4j-delete");
                thread.setDaemon(true);
                thread.setContextClassLoader(loader);
                return thread;
            });
            pool = made;
        }
        return made;
    }

    synchronized void close() {
        if (pool != null) {
            pool.shutdownNow();
            pool = null;
        }
    }
}
