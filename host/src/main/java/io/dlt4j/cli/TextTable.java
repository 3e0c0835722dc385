package io.dlt4j.cli;

import io.dlt4j.api.load.SupportsSql.RowConsumer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Rows as an aligned table. The first rows decide how wide the columns are; those after them are printed as they come, so
 * that any number of rows takes no memory.
 */
final class TextTable implements RowConsumer {

    private static final int DECIDING_ROWS = 200;
    private static final int WIDEST_CELL = 60;
    private static final int READABLE_CELL = 20;
    private static final String GAP = "  ";

    private final Consumer<String> lines;
    private final int width;
    private final List<List<Cell>> waiting = new ArrayList<>();
    private List<String> names = List.of();
    private int[] widths = {};
    private int shown;
    private long rows;
    private boolean decided;

    /**
     * @param width what fits into a line
     */
    TextTable(Consumer<String> lines, int width) {
        this.lines = lines;
        this.width = width;
    }

    @Override
    public void columns(List<String> columns) {
        names = List.copyOf(columns);
    }

    @Override
    public boolean row(List<@Nullable Object> values) {
        List<Cell> cells = new ArrayList<>();
        for (Object value : values) {
            cells.add(Cell.of(value));
        }
        rows++;
        if (decided) {
            print(cells);
        } else {
            waiting.add(cells);
            if (waiting.size() == DECIDING_ROWS) {
                decide();
            }
        }
        return true;
    }

    /** Prints what is left, and how much it was. */
    void end() {
        if (!decided) {
            decide();
        }
        lines.accept("");
        String hidden = shown == names.size()
                ? ""
                : "; " + (names.size() - shown) + " of " + names.size() + " columns are not shown, --json shows all";
        lines.accept("(" + Quantity.count(rows, "row") + hidden + ")");
    }

    private void decide() {
        decided = true;
        widths = new int[names.size()];
        for (int column = 0; column < widths.length; column++) {
            widths[column] = CellText.width(names.get(column));
            for (List<Cell> row : waiting) {
                widths[column] =
                        Math.max(widths[column], CellText.width(row.get(column).text()));
            }
            widths[column] = Math.min(widths[column], WIDEST_CELL);
        }
        shown = widths.length;
        fit();
        printHeader();
        waiting.forEach(this::print);
        waiting.clear();
    }

    /** Leaves the last columns out until the others are wide enough to be read, then narrows the widest of these. */
    private void fit() {
        while (shown > 1 && total(READABLE_CELL) > width) {
            shown--;
        }
        while (total(WIDEST_CELL) > width) {
            int widest = 0;
            for (int column = 1; column < shown; column++) {
                if (widths[column] > widths[widest]) {
                    widest = column;
                }
            }
            if (widths[widest] == 1) {
                return;
            }
            widths[widest]--;
        }
    }

    private int total(int widestCell) {
        int total = GAP.length() * (shown - 1);
        for (int column = 0; column < shown; column++) {
            total += Math.min(widths[column], widestCell);
        }
        return total;
    }

    private void printHeader() {
        List<Cell> header = new ArrayList<>();
        List<Cell> rule = new ArrayList<>();
        for (int column = 0; column < shown; column++) {
            header.add(new Cell(names.get(column), false));
            rule.add(new Cell("-".repeat(widths[column]), false));
        }
        print(header);
        print(rule);
    }

    private void print(List<Cell> cells) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < shown; column++) {
            String text = CellText.cut(cells.get(column).text(), widths[column]);
            String fill = " ".repeat(Math.max(0, widths[column] - CellText.width(text)));
            line.append(column == 0 ? "" : GAP);
            line.append(cells.get(column).isNumber() ? fill + text : text + fill);
        }
        lines.accept(line.toString().stripTrailing());
    }

    /** A value as it is shown. */
    private record Cell(String text, boolean isNumber) {

        static Cell of(@Nullable Object value) {
            if (value == null) {
                return new Cell("NULL", false);
            }
            if (value instanceof byte[] bytes) {
                byte[] start = Arrays.copyOf(bytes, Math.min(bytes.length, WIDEST_CELL));
                return new Cell(java.util.HexFormat.of().formatHex(start), false);
            }
            return new Cell(CellText.printable(ValueText.of(value)), value instanceof Number);
        }
    }
}
