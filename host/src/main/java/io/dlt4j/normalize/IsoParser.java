package io.dlt4j.normalize;

/**
 * Reads dates, times and date-times in the forms that dlt accepts, without allocating.
 *
 * <p>Two grammars are tried in turn; the whole text must match, without blanks around it:
 *
 * <ul>
 *   <li>ISO 8601: {@code YYYY}, {@code YYYY-MM}, {@code YYYY-MM-DD}, {@code YYYYMMDD}, ordinal {@code YYYY-DDD} and
 *       {@code YYYYDDD}, week {@code YYYY-Www[-D]} and {@code YYYYWww[D]}; then, except after {@code YYYY}, {@code T}
 *       or one space and {@code HH}, {@code HH:MM}, {@code HH:MM:SS[.f]} (the last not after a compact date) or,
 *       after a compact date, {@code HHMM}, {@code HHMMSS[.f]}; then {@code Z}, {@code ±HH:MM}, {@code ±HHMM} or
 *       {@code ±HH}. A time of at least {@code HH:MM} may stand alone.
 *   <li>{@code YYYY/MM/DD} ({@code :} or nothing as separator), {@code [H]H:[M]M[:[S]S[.f]]}, or both with a space
 *       between; never with an offset.
 * </ul>
 *
 * <p>A fraction begins with {@code .} or {@code ,}; digits beyond microseconds are dropped. Rejected, although dlt
 * 1.26 reads them: week 00, weekday 0, offset minutes above 59, a year and a time without a month ({@code 10000:22}),
 * digits of other scripts, texts longer than {@value #LONGEST} characters, and times with an offset that lie outside
 * of the years 1 to 9999 in UTC.
 *
 * <p>The accessors describe the last text parsed and are undefined after {@link Kind#NONE}. Not thread-safe.
 */
final class IsoParser {

    /** What a text turned out to be. */
    enum Kind {
        /** Nothing that this parser knows. */
        NONE,
        /** A date with a time of day. */
        DATE_TIME,
        /** A date alone. */
        DATE,
        /** A time of day alone. */
        TIME
    }

    private static final int SHORTEST = "1:2".length();
    /** Room for every form and a fraction of 40 digits; keeps long texts from being scanned and copied. */
    private static final int LONGEST = 72;

    private static final int NO_DATE = 0;
    private static final int YEAR = 1;
    private static final int COMPACT = 2;
    private static final int EXTENDED = 3;

    private static final int YEAR_DIGITS = 4;
    private static final int FRACTION_DIGITS = 6;

    private final char[] copy = new char[LONGEST];
    private char[] text = copy;
    private int at;
    private int end;

    private long epochDay;
    private long microsOfDay;
    private long micros;
    private boolean hasOffset;
    private int offsetSeconds;

    /** As {@link #parse(char[], int, int)}. */
    Kind parse(CharSequence s) {
        int length = s.length();
        if (length < SHORTEST || length > LONGEST || !isDigit(s.charAt(0))) {
            return Kind.NONE;
        }
        if (s instanceof String string) {
            string.getChars(0, length, copy, 0);
        } else {
            for (int i = 0; i < length; i++) {
                copy[i] = s.charAt(i);
            }
        }
        return parse(copy, 0, length);
    }

    /** Parses {@code length} characters from {@code offset}; the array is not kept beyond the next call. */
    Kind parse(char[] s, int offset, int length) {
        if (length < SHORTEST || length > LONGEST || !isDigit(s[offset])) {
            return Kind.NONE;
        }
        text = s;
        end = offset + length;
        boolean slash = length > YEAR_DIGITS && s[offset + YEAR_DIGITS] == '/';
        Kind kind = slash ? Kind.NONE : iso(offset);
        return kind == Kind.NONE ? loose(offset) : kind;
    }

    /**
     * Microseconds since 1970-01-01T00:00:00: of a date-time in UTC if it has an offset, else of the local date-time;
     * of a date at midnight.
     */
    long micros() {
        return micros;
    }

    /** Whether the text ends in an offset from UTC. */
    boolean hasOffset() {
        return hasOffset;
    }

    /** The offset from UTC; 0 if there is none. */
    int offsetSeconds() {
        return offsetSeconds;
    }

    /** The date as days since 1970-01-01, in UTC if there is an offset. */
    long epochDay() {
        return epochDay;
    }

    /** The time of day in microseconds, in UTC if there is an offset; 0 for a date. */
    long microsOfDay() {
        return microsOfDay;
    }

    private void begin(int start) {
        at = start;
        epochDay = 0;
        microsOfDay = 0;
        hasOffset = false;
        offsetSeconds = 0;
    }

    private Kind iso(int start) {
        begin(start);
        if (text[start + 2] == ':') {
            return isoTime(EXTENDED) ? finish(Kind.TIME) : Kind.NONE;
        }
        int style = isoDate();
        if (style == NO_DATE) {
            return Kind.NONE;
        }
        if (at == end) {
            return finish(Kind.DATE);
        }
        boolean timeFollows = style != YEAR && (skip('T') || skip(' '));
        return timeFollows && isoTime(style) ? finish(Kind.DATE_TIME) : Kind.NONE;
    }

    private Kind finish(Kind kind) {
        micros = epochDay * Timestamp.MICROS_PER_DAY + microsOfDay;
        if (!hasOffset || offsetSeconds == 0) {
            return kind;
        }
        micros -= offsetSeconds * Timestamp.MICROS_PER_SECOND;
        epochDay = Math.floorDiv(micros, Timestamp.MICROS_PER_DAY);
        microsOfDay = Math.floorMod(micros, Timestamp.MICROS_PER_DAY);
        return kind == Kind.DATE_TIME && !Timestamp.inRange(micros) ? Kind.NONE : kind;
    }

    /** Reads a date; returns its style, which decides what time may follow. */
    private int isoDate() {
        int year = four();
        if (at == end) {
            return setDay(CivilDays.ofDate(year, 1, 1)) ? YEAR : NO_DATE;
        }
        boolean extended = skip('-');
        boolean valid = skip('W') ? week(year, extended) : monthOrOrdinal(year, extended);
        if (!valid) {
            return NO_DATE;
        }
        return extended ? EXTENDED : COMPACT;
    }

    private boolean monthOrOrdinal(int year, boolean extended) {
        int digits = digitsAhead();
        if (digits == 3) {
            return setDay(CivilDays.ofOrdinal(year, one() * 100 + two()));
        }
        int month = two();
        if (extended) {
            return setDay(CivilDays.ofDate(year, month, skip('-') ? two() : 1));
        }
        return digits >= 4 && setDay(CivilDays.ofDate(year, month, two()));
    }

    private boolean week(int year, boolean extended) {
        int week = two();
        boolean weekday = extended ? skip('-') : digitsAhead() == 1;
        return setDay(CivilDays.ofWeek(year, week, weekday ? one() : 1));
    }

    private boolean setDay(long day) {
        epochDay = day;
        return day != CivilDays.NO_DAY;
    }

    private boolean isoTime(int dateStyle) {
        int hour = two();
        int minute = 0;
        int second = 0;
        if (at < end && (text[at] == ':' || isDigit(text[at]))) {
            boolean extended = skip(':');
            minute = two();
            boolean seconds = extended ? skip(':') : digitsAhead() > 0;
            boolean mixed = extended ? seconds && dateStyle == COMPACT : dateStyle == EXTENDED;
            if (mixed) {
                return false;
            }
            if (seconds) {
                second = two();
                if (!fraction()) {
                    return false;
                }
            }
        }
        return setTime(hour, minute, second) && offset() && at == end;
    }

    private boolean setTime(int hour, int minute, int second) {
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
            return false;
        }
        microsOfDay += ((hour * 60 + minute) * 60 + second) * Timestamp.MICROS_PER_SECOND;
        return true;
    }

    private boolean fraction() {
        if (at == end || text[at] != '.' && text[at] != ',') {
            return true;
        }
        int first = ++at;
        int value = 0;
        while (at < end && isDigit(text[at])) {
            if (at - first < FRACTION_DIGITS) {
                value = value * 10 + (text[at] - '0');
            }
            at++;
        }
        for (int digits = at - first; digits < FRACTION_DIGITS; digits++) {
            value *= 10;
        }
        microsOfDay = value;
        return at > first;
    }

    private boolean offset() {
        if (at == end) {
            return true;
        }
        hasOffset = true;
        char sign = text[at++];
        if (sign == 'Z') {
            return true;
        }
        if (sign != '+' && sign != '-') {
            return false;
        }
        int hours = two();
        int minutes = skip(':') || at < end ? two() : 0;
        int seconds = (hours * 60 + minutes) * 60;
        offsetSeconds = sign == '-' ? -seconds : seconds;
        return hours >= 0 && minutes >= 0 && minutes < 60 && seconds < Timestamp.SECONDS_PER_DAY;
    }

    private Kind loose(int start) {
        begin(start);
        boolean dated = looseDate();
        if (dated && at == end) {
            return finish(Kind.DATE);
        }
        if (dated ? !skip(' ') : at != start) {
            return Kind.NONE;
        }
        return looseTime() ? finish(dated ? Kind.DATE_TIME : Kind.TIME) : Kind.NONE;
    }

    private boolean looseDate() {
        if (digitsAhead() < YEAR_DIGITS) {
            return false;
        }
        int year = four();
        skipDateSeparator();
        int month = two();
        skipDateSeparator();
        return setDay(CivilDays.ofDate(year, month, two()));
    }

    private void skipDateSeparator() {
        if (at < end && (text[at] == '/' || text[at] == ':')) {
            at++;
        }
    }

    private boolean looseTime() {
        int hour = oneOrTwo();
        if (!skip(':')) {
            return false;
        }
        int minute = oneOrTwo();
        int second = 0;
        if (skip(':')) {
            second = oneOrTwo();
            if (!fraction()) {
                return false;
            }
        }
        return at == end && setTime(hour, minute, second);
    }

    private boolean skip(char expected) {
        if (at < end && text[at] == expected) {
            at++;
            return true;
        }
        return false;
    }

    /** How many digits come next; counts to 5 at most. */
    private int digitsAhead() {
        int limit = Math.min(end, at + 5);
        int next = at;
        while (next < limit && isDigit(text[next])) {
            next++;
        }
        return next - at;
    }

    private int oneOrTwo() {
        return digitsAhead() == 1 ? one() : two();
    }

    /** The next digit, or a number so negative that it stays negative in any sum made of it. */
    private int one() {
        if (at == end || !isDigit(text[at])) {
            return Short.MIN_VALUE;
        }
        return text[at++] - '0';
    }

    private int two() {
        int first = at;
        if (end - first < 2) {
            return Short.MIN_VALUE;
        }
        int high = text[first] - '0';
        int low = text[first + 1] - '0';
        if (high < 0 || high > 9 || low < 0 || low > 9) {
            return Short.MIN_VALUE;
        }
        at = first + 2;
        return high * 10 + low;
    }

    private int four() {
        return two() * 100 + two();
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
