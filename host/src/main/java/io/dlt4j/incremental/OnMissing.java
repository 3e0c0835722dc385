package io.dlt4j.incremental;

/** What becomes of an item without a cursor value, be it absent or null. */
public enum OnMissing {
    /** The extract fails. */
    RAISE,
    /** The item is loaded on every run. */
    INCLUDE,
    /** The item is left out. */
    EXCLUDE
}
