package io.dlt4j.cli;

import io.dlt4j.pack.Progress;

/** Remembers whether any step began: what fails before is no failed run, but a wrong call or configuration. */
final class StepWatch implements Progress {

    private final Progress next;
    private volatile boolean begun;

    StepWatch(Progress next) {
        this.next = next;
    }

    boolean hasBegun() {
        return begun;
    }

    @Override
    public void begin(String step, long total) {
        begun = true;
        next.begin(step, total);
    }

    @Override
    public void advance(String step, String table, long count) {
        next.advance(step, table, count);
    }

    @Override
    public void end(String step) {
        next.end(step);
    }
}
