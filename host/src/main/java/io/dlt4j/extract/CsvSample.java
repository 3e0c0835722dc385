package io.dlt4j.extract;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;

/** The first lines of a CSV file, kept to infer the types of columns from, and to be written after that. */
final class CsvSample implements CsvRow {

    private static final int MAX_ROWS = 10_000;
    /** Bounds the memory for files with wide lines. */
    private static final int MAX_CHARS = 4 << 20;

    private final int columns;
    private char[] text = new char[1 << 12];
    private int[] ends = new int[1 << 10];
    private long[] lines = new long[1 << 8];
    private final BitSet quoted = new BitSet();
    private int cells;
    private int rows;

    CsvSample(int columns) {
        this.columns = columns;
    }

    boolean isFull() {
        return rows == MAX_ROWS || start(cells) >= MAX_CHARS;
    }

    int rows() {
        return rows;
    }

    long line(int row) {
        return lines[row];
    }

    @Override
    public void cell(int column, char[] chars, int from, int to, boolean inQuotes) {
        int start = start(cells);
        int end = start + to - from;
        if (end > text.length) {
            text = Arrays.copyOf(text, Math.max(end, 2 * text.length));
        }
        if (cells == ends.length) {
            ends = Arrays.copyOf(ends, 2 * cells);
        }
        System.arraycopy(chars, from, text, start, to - from);
        quoted.set(cells, inQuotes);
        ends[cells++] = end;
    }

    /** Takes note that the cells of a row are complete; there must be one for each column. */
    void endRow(long line) {
        if (rows == lines.length) {
            lines = Arrays.copyOf(lines, 2 * rows);
        }
        lines[rows++] = line;
    }

    void replay(int row, CsvRow target) {
        for (int column = 0; column < columns; column++) {
            int cell = row * columns + column;
            target.cell(column, text, start(cell), ends[cell], quoted.get(cell));
        }
    }

    /**
     * Whether quotes tell an empty text from a missing value: not so if the writer of the file put every cell in
     * quotes.
     */
    boolean quotesMatter() {
        return quoted.cardinality() < cells;
    }

    /** The type of a column; empty if it has no values yet. */
    Optional<CsvType> type(int column) {
        boolean quotesMatter = quotesMatter();
        boolean emptyTexts = false;
        boolean seen = false;
        int kinds = -1;
        for (int cell = column; cell < cells; cell += columns) {
            if (start(cell) < ends[cell]) {
                seen = true;
                kinds &= CsvCells.kinds(text, start(cell), ends[cell]);
            } else if (quoted.get(cell)) {
                emptyTexts = true;
                kinds &= quotesMatter ? 0 : -1;
            }
        }
        if (seen) {
            return Optional.of(CsvType.common(kinds));
        }
        return emptyTexts ? Optional.of(CsvType.TEXT) : Optional.empty();
    }

    private int start(int cell) {
        return cell == 0 ? 0 : ends[cell - 1];
    }
}
