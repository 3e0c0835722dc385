package io.dlt4j.incremental;

import java.util.List;

/**
 * What rows with the same cursor value are told apart by.
 *
 * @param fields the fields of the key; none if the whole row counts
 * @param alone whether the key is the value of a single field, rather than the list of the values
 */
record RowKey(List<String> fields, boolean alone) {

    static final RowKey WHOLE_ROW = new RowKey(List.of(), false);

    RowKey {
        fields = List.copyOf(fields);
    }

    /** A key of one field is its value, one of several the list of their values. */
    static RowKey of(List<String> fields) {
        return new RowKey(fields, fields.size() == 1);
    }

    boolean isWholeRow() {
        return fields.isEmpty();
    }
}
