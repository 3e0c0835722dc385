package io.dlt4j.normalize;

/**
 * What the schema contract of a table kept out of it.
 *
 * @param rows rows that were dropped, each with all that was nested in it; that is not counted
 * @param values values that were dropped from rows that were kept
 */
public record Discarded(long rows, long values) {

    static final Discarded NOTHING = new Discarded(0, 0);
    static final Discarded ROW = new Discarded(1, 0);
    static final Discarded VALUE = new Discarded(0, 1);

    /** Both together. */
    public Discarded plus(Discarded other) {
        return new Discarded(rows + other.rows, values + other.values);
    }

    /** For example {@code 2 rows and 1 value}. */
    @Override
    public String toString() {
        String ofRows = rows == 1 ? "1 row" : rows + " rows";
        String ofValues = values == 1 ? "1 value" : values + " values";
        return values == 0 ? ofRows : rows == 0 ? ofValues : ofRows + " and " + ofValues;
    }
}
