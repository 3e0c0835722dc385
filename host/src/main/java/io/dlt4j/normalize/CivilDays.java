package io.dlt4j.normalize;

/**
 * The proleptic Gregorian calendar of the years 1 to 9999 as days since 1970-01-01, without allocating.
 *
 * <p>{@code java.time} does the same with an object a date, and with an exception where the date does not exist.
 */
final class CivilDays {

    /** What the functions return for a date that does not exist. */
    static final long NO_DAY = Long.MIN_VALUE;

    static final int FIRST = -719_162;
    static final int LAST = 2_932_896;

    private static final int DAYS_PER_400_YEARS = 146_097;
    private static final int[] DAYS_BEFORE_MONTH = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365};

    private CivilDays() {}

    /** The day of a calendar date, or {@link #NO_DAY}. */
    static long ofDate(int year, int month, int day) {
        if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1) {
            return NO_DAY;
        }
        int leapDay = isLeap(year) ? 1 : 0;
        int before = DAYS_BEFORE_MONTH[month - 1];
        int length = DAYS_BEFORE_MONTH[month] - before + (month == 2 ? leapDay : 0);
        return day > length ? NO_DAY : firstOf(year) + before + (month > 2 ? leapDay : 0) + (day - 1);
    }

    /** The day of an ordinal date (1 is 1 January), or {@link #NO_DAY}. */
    static long ofOrdinal(int year, int day) {
        if (year < 1 || year > 9999 || day < 1 || day > (isLeap(year) ? 366 : 365)) {
            return NO_DAY;
        }
        return firstOf(year) + (day - 1);
    }

    /** The day of an ISO week date (weekday 1 is Monday), or {@link #NO_DAY}. */
    static long ofWeek(int year, int week, int weekday) {
        if (year < 1 || year > 9999 || week < 1 || weekday < 1 || weekday > 7) {
            return NO_DAY;
        }
        long monday = firstMonday(year) + (week - 1) * 7L;
        long day = monday + (weekday - 1);
        return monday >= firstMonday(year + 1) || day < FIRST || day > LAST ? NO_DAY : day;
    }

    /** Year, month and day of a day as {@code year * 10000 + month * 100 + day}. */
    static int fields(long epochDay) {
        int days = (int) (epochDay - FIRST);
        int year = 400 * (days / DAYS_PER_400_YEARS) + 1;
        int rest = days % DAYS_PER_400_YEARS;
        year += rest / 366;
        int dayOfYear = (int) (epochDay - firstOf(year));
        while (dayOfYear >= (isLeap(year) ? 366 : 365)) {
            dayOfYear -= isLeap(year) ? 366 : 365;
            year++;
        }
        int leapDay = isLeap(year) ? 1 : 0;
        int month = Math.min(dayOfYear / 29, 11);
        while (dayOfYear < DAYS_BEFORE_MONTH[month] + (month >= 2 ? leapDay : 0)) {
            month--;
        }
        int day = dayOfYear - DAYS_BEFORE_MONTH[month] - (month >= 2 ? leapDay : 0);
        return year * 10_000 + (month + 1) * 100 + day + 1;
    }

    /** The Monday of the week that has the year's 4 January in it, which is ISO week 1. */
    private static long firstMonday(int year) {
        long fourth = firstOf(year) + 3;
        return fourth - Math.floorMod(fourth + 3, 7L);
    }

    private static long firstOf(int year) {
        int years = year - 1;
        return FIRST + years * 365L + years / 4 - years / 100 + years / 400;
    }

    private static boolean isLeap(int year) {
        return (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);
    }
}
