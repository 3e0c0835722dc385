package io.dlt4j.extract;

/**
 * Recognises ISO 8601 dates with a time, in the forms that dlt detects as timestamps: {@code 2024-01-02T03:04:05.6Z}
 * and {@code 20240102T030405Z}, with a blank for {@code T}, {@code /} for {@code -}, without seconds, minutes or
 * offset. Week dates and ordinal dates are left out: what looks like one in a table rarely is one.
 */
final class IsoTimestamps {

    private static final int SHORTEST = "20240102T03".length();
    private static final int LONGEST = "2024-01-02T03:04:05.123456789+00:00".length();

    private final char[] chars;
    private final int to;
    private int position;

    private IsoTimestamps(char[] chars, int from, int to) {
        this.chars = chars;
        this.position = from;
        this.to = to;
    }

    static boolean matches(char[] chars, int from, int to) {
        int length = to - from;
        if (length < SHORTEST || length > LONGEST || !CsvCells.isDigit(chars[from])) {
            return false;
        }
        return new IsoTimestamps(chars, from, to).isTimestamp();
    }

    private boolean isTimestamp() {
        int year = number(4);
        boolean slash = at('/');
        boolean extended = slash || at('-');
        position += extended ? 1 : 0;
        int month = number(2);
        if (extended && !skip(slash ? '/' : '-')) {
            return false;
        }
        int day = number(2);
        return isDate(year, month, day) && (skip('T') || skip(' ')) && isTime(extended) && isOffset() && position == to;
    }

    private static boolean isDate(int year, int month, int day) {
        if (year < 1 || month < 1 || month > 12 || day < 1) {
            return false;
        }
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        int days = month == 2 ? (leap ? 29 : 28) : month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
        return day <= days;
    }

    private boolean isTime(boolean extended) {
        if (!within(number(2), 23)) {
            return false;
        }
        if (!isNextField(extended)) {
            return true;
        }
        if (!within(number(2), 59)) {
            return false;
        }
        if (!isNextField(extended)) {
            return true;
        }
        return within(number(2), 59) && isFraction();
    }

    private boolean isNextField(boolean extended) {
        return extended ? skip(':') : position < to && CsvCells.isDigit(chars[position]);
    }

    private boolean isFraction() {
        if (!skip('.') && !skip(',')) {
            return true;
        }
        int start = position;
        while (position < to && CsvCells.isDigit(chars[position])) {
            position++;
        }
        return position > start && position - start <= 9;
    }

    private boolean isOffset() {
        if (position == to || skip('Z')) {
            return true;
        }
        if (!skip('+') && !skip('-') || !within(number(2), 23)) {
            return false;
        }
        if (position == to) {
            return true;
        }
        skip(':');
        return within(number(2), 59);
    }

    private static boolean within(int value, int max) {
        return value >= 0 && value <= max;
    }

    /** The next {@code digits} digits as a number, or -1 if there are fewer. */
    private int number(int digits) {
        if (to - position < digits) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < digits; i++) {
            char c = chars[position + i];
            if (!CsvCells.isDigit(c)) {
                return -1;
            }
            value = 10 * value + c - '0';
        }
        position += digits;
        return value;
    }

    private boolean at(char c) {
        return position < to && chars[position] == c;
    }

    private boolean skip(char c) {
        boolean there = at(c);
        position += there ? 1 : 0;
        return there;
    }
}
