package io.dlt4j.extract;

import java.util.concurrent.atomic.AtomicInteger;

/** Runs something once, when it has been counted down to it. Thread-safe. */
final class Countdown {

    private final AtomicInteger left;
    private final Runnable end;

    Countdown(int count, Runnable end) {
        this.left = new AtomicInteger(count);
        this.end = end;
    }

    void down() {
        if (left.decrementAndGet() == 0) {
            end.run();
        }
    }
}
