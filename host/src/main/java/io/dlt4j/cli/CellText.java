package io.dlt4j.cli;

/** Texts from a database in the cells of a terminal. */
final class CellText {

    private static final int ESCAPE_BELOW = 0x20;
    private static final int DELETE = 0x7f;
    private static final int C1_END = 0x9f;
    private static final int LONGEST = 1000;

    private CellText() {}

    /** One line without control characters, which could move the cursor or worse; far too long texts are cut. */
    static String printable(String text) {
        StringBuilder safe = new StringBuilder();
        int end = Math.min(text.length(), LONGEST);
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                safe.append("\\n");
            } else if (c == '\t') {
                safe.append("\\t");
            } else if (c < ESCAPE_BELOW || c >= DELETE && c <= C1_END) {
                safe.append("\\u00").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
            } else {
                safe.append(c);
            }
        }
        return safe.toString();
    }

    /** The columns that a text takes. */
    static int width(String text) {
        int width = 0;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            width += width(point);
            i += Character.charCount(point);
        }
        return width;
    }

    /** The beginning that fits, with an ellipsis in its last column if something is missing. */
    static String cut(String text, int columns) {
        if (text.length() <= columns / 2 || width(text) <= columns) {
            return text;
        }
        int used = 0;
        int end = 0;
        while (true) {
            int point = text.codePointAt(end);
            if (used + width(point) > columns - 1) {
                return text.substring(0, end) + "…";
            }
            used += width(point);
            end += Character.charCount(point);
        }
    }

    /** Wide are the blocks that Unicode's East Asian Width lists as W or F, and the pictographs. */
    private static int width(int point) {
        int type = Character.getType(point);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        boolean wide = point >= 0x1100 && point <= 0x115f
                || point >= 0x2e80 && point <= 0xa4cf
                || point >= 0xac00 && point <= 0xd7a3
                || point >= 0xf900 && point <= 0xfaff
                || point >= 0xfe30 && point <= 0xfe6f
                || point >= 0xff00 && point <= 0xff60
                || point >= 0x1f300 && point <= 0x1faff
                || point >= 0x20000 && point <= 0x3fffd;
        return wide ? 2 : 1;
    }
}
