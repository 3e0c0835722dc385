package io.dlt4j.destination.filesystem;

import io.dlt4j.api.error.DltException;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The layout's placeholders for dates and times, which are those of dlt: the tokens of the library pendulum. */
final class DateTokens {

    /** The names of all of them. */
    static final Set<String> NAMES =
            values(Instant.EPOCH.atOffset(ZoneOffset.UTC), Instant.EPOCH).keySet();

    private static final int MICROS_PER_MILLI = 1000;

    private DateTokens() {}

    /**
     * The value of each placeholder.
     *
     * @param now the time that all but the {@code load_package_…} placeholders show, in its own offset
     * @param packageTime when the load package was created
     */
    static Map<String, String> values(OffsetDateTime now, Instant packageTime) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("curr_date", now.toLocalDate().toString());
        values.put("timestamp", Long.toString(now.toEpochSecond()));
        values.put("timestamp_ms", millis(now.toEpochSecond(), now.getNano()));
        values.put("load_package_timestamp", Long.toString(packageTime.getEpochSecond()));
        values.put("load_package_timestamp_ms", millis(packageTime.getEpochSecond(), packageTime.getNano()));
        putDate(values, now);
        putTime(values, now);
        return values;
    }

    private static void putDate(Map<String, String> values, OffsetDateTime now) {
        values.put("YYYY", padded(now.getYear(), 4));
        values.put("YY", padded(Math.floorMod(now.getYear(), 100), 2));
        values.put("Y", Integer.toString(now.getYear()));
        String month =
                now.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH).toLowerCase(Locale.ROOT);
        values.put("MMMM", month);
        values.put("MMM", month.substring(0, 3));
        values.put("MM", padded(now.getMonthValue(), 2));
        values.put("M", Integer.toString(now.getMonthValue()));
        values.put("DD", padded(now.getDayOfMonth(), 2));
        values.put("D", Integer.toString(now.getDayOfMonth()));
        DayOfWeek weekday = now.getDayOfWeek();
        String day = weekday.getDisplayName(TextStyle.FULL, Locale.ENGLISH).toLowerCase(Locale.ROOT);
        values.put("dddd", day);
        values.put("ddd", day.substring(0, 3));
        values.put("dd", day.substring(0, 2));
        values.put("d", Integer.toString(weekday.getValue() % DayOfWeek.values().length));
        values.put("Q", Integer.toString((now.getMonthValue() + 2) / 3));
    }

    private static void putTime(Map<String, String> values, OffsetDateTime now) {
        values.put("HH", padded(now.getHour(), 2));
        values.put("H", Integer.toString(now.getHour()));
        values.put("mm", padded(now.getMinute(), 2));
        values.put("m", Integer.toString(now.getMinute()));
        values.put("ss", padded(now.getSecond(), 2));
        values.put("s", Integer.toString(now.getSecond()));
        String micros = padded(now.getNano() / MICROS_PER_MILLI, 6);
        values.put("SSSS", micros.substring(0, 4));
        values.put("SSS", micros.substring(0, 3));
        values.put("SS", micros.substring(0, 2));
        values.put("S", micros.substring(0, 1));
    }

    /**
     * The value of {@code current_datetime}: a date, or a date and a time, in UTC unless it names an offset.
     */
    static OffsetDateTime parse(String text) {
        String iso = text.strip().replace(' ', 'T');
        try {
            if (iso.indexOf('T') < 0) {
                return LocalDate.parse(iso).atStartOfDay().atOffset(ZoneOffset.UTC);
            }
            boolean hasOffset = iso.endsWith("Z") || iso.indexOf('+') > 0 || iso.lastIndexOf('-') > iso.indexOf('T');
            return hasOffset
                    ? OffsetDateTime.parse(iso)
                    : LocalDateTime.parse(iso).atOffset(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new DltException(
                    FilesystemError.FILESYSTEM_SETTING,
                    "The value of current_datetime is '" + text + "', which is no date or time in ISO 8601.",
                    "Write it like 2024-02-04 or 2024-02-04T03:05:06+01:00.",
                    e);
        }
    }

    private static String millis(long seconds, int nanos) {
        return Long.toString(seconds * 1000 + nanos / 1_000_000);
    }

    private static String padded(int number, int digits) {
        String text = Integer.toString(number);
        return "0".repeat(Math.max(0, digits - text.length())) + text;
    }
}
