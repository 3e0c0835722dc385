package io.dlt4j.pack;

/** Is told how far a step is. Called from several threads. */
public interface Progress {

    /** Tells nobody. */
    Progress NONE = new Progress() {
        @Override
        public void begin(String step, long total) {}

        @Override
        public void advance(String step, String table, long count) {}

        @Override
        public void end(String step) {}
    };

    /**
     * A step begins.
     *
     * @param step {@code extract}, {@code normalize} or {@code load}
     * @param total the bytes or jobs to do, or -1 if nobody knows
     */
    void begin(String step, long total);

    /** Some more of a step is done: bytes of {@code extract} and {@code normalize}, jobs of {@code load}. */
    void advance(String step, String table, long count);

    /** A step ends, well or not. */
    void end(String step);
}
