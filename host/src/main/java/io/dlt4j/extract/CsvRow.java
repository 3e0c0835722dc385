package io.dlt4j.extract;

/** Receives the cells of a line of CSV, from the first column on. */
interface CsvRow {

    /**
     * @param column from 0; may be beyond the last column of the header
     * @param chars holds the cell, without its quotes; only valid during the call
     * @param from where the cell begins
     * @param to where the cell ends
     * @param quoted whether the cell was in quotes
     */
    void cell(int column, char[] chars, int from, int to, boolean quoted);
}
