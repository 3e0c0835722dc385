package io.dlt4j;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/** Items that say something of themselves, for a resource to yield among others. */
public final class Items {

    private Items() {}

    /**
     * An item, or a page of items, for another table than the resource's; the resource's other hints hold for it.
     *
     * @param item as the resource would yield it
     */
    public static Object withTableName(Object item, String table) {
        return withHints(item, TableHints.builder().tableName(table).build());
    }

    /**
     * An item, or a page of items, before which hints are added to those of the resource. They hold for this item; the tables
     * remember them.
     */
    public static Object withHints(Object item, TableHints hints) {
        return new Marked(requireNonNull(item, "item is null"), requireNonNull(hints, "hints is null"));
    }

    /** No item, but a sign that the table is to be there, with the columns that hints give it. */
    public static Object emptyTable() {
        return new Marked(null, TableHints.none());
    }

    /** What the methods above make; an item of {@code null} is none. */
    record Marked(@Nullable Object item, TableHints hints) {}
}
