package io.dlt4j.incremental;

/** How a resource promises to order its items by the cursor, so that reading can end early. */
public enum RowOrder {
    /** No promise: all items are read. */
    ANY,
    /** The cursor grows: reading ends at the first item beyond the end value. */
    ASCENDING,
    /** The cursor falls: reading ends at the first item that an earlier run has had. */
    DESCENDING
}
