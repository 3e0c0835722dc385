package io.dlt4j.incremental;

/** Whether an end of a range belongs to it. */
public enum Bound {
    /** The value itself is outside. */
    OPEN,
    /** The value itself is inside. */
    CLOSED
}
