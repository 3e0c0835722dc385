package io.dlt4j.incremental;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Moves dates and times that are text. Those in the forms that the reference recognises keep their form; others that are dates and
 * times become values, as there. Used once a run.
 */
final class LagText {

    private static final Pattern WITH_OFFSET =
            Pattern.compile("(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d)(\\.\\d+)?(Z|[+-]\\d\\d:?\\d\\d)");
    private static final int MICRO_DIGITS = 6;

    /** A form of dates, moved by days. */
    private static final List<Form> DATES =
            List.of(new Form("\\d{4}-\\d\\d-\\d\\d", format("uuuu-MM-dd")), new Form("\\d{8}", format("uuuuMMdd")));

    /** Forms that are moved by seconds; where they have no time of day, from the midnight at which they begin. */
    private static final List<Form> TIMES = List.of(
            new Form("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d", format("uuuu-MM-dd'T'HH:mm:ss")),
            new Form("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d", format("uuuu-MM-dd'T'HH:mm")),
            new Form("\\d{4}-\\d\\d-\\d\\dT\\d\\d", format("uuuu-MM-dd'T'HH")),
            new Form("\\d{4}-\\d\\d", format("uuuu-MM", ChronoField.DAY_OF_MONTH)),
            new Form("\\d{6}", format("uuuuMM", ChronoField.DAY_OF_MONTH)),
            new Form("\\d{4}", format("uuuu", ChronoField.DAY_OF_YEAR)),
            new Form("\\d{4}-\\d{3}", format("uuuu-DDD")),
            new Form("\\d{4}-W\\d\\d", weeks(false)),
            new Form("\\d{4}-W\\d\\d-\\d", weeks(true)));

    /** What else is read, but comes back as a value. */
    private static final List<DateTimeFormatter> VALUES = List.of(
            format("uuuu-MM-dd[ ]['T']HH[:mm[:ss]]"),
            withFraction("uuuu-MM-dd[ ]['T']HH:mm[:ss]"),
            withFraction("uuuuMMdd'T'HHmm[ss]"),
            format("uuuu/MM/dd", ChronoField.HOUR_OF_DAY),
            format("uuuu/MM/dd HH:mm[:ss]"));

    private record Form(Pattern shape, DateTimeFormatter formatter) {

        Form(String shape, DateTimeFormatter formatter) {
            this(Pattern.compile(shape), formatter);
        }

        boolean fits(String text) {
            return shape.matcher(text).matches();
        }
    }

    private LagText() {}

    private static DateTimeFormatter format(String pattern, ChronoField... begins) {
        DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder().appendPattern(pattern);
        for (ChronoField field : begins) {
            builder.parseDefaulting(field, field.range().getMinimum());
        }
        return strict(builder);
    }

    private static DateTimeFormatter withFraction(String pattern) {
        return strict(new DateTimeFormatterBuilder()
                .appendPattern(pattern)
                .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
                .appendPattern("[XXX][XX][X]"));
    }

    private static DateTimeFormatter weeks(boolean withDay) {
        DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder()
                .appendValue(IsoFields.WEEK_BASED_YEAR, 4)
                .appendLiteral("-W")
                .appendValue(IsoFields.WEEK_OF_WEEK_BASED_YEAR, 2);
        return strict(
                withDay
                        ? builder.appendLiteral('-').appendValue(ChronoField.DAY_OF_WEEK, 1)
                        : builder.parseDefaulting(ChronoField.DAY_OF_WEEK, 1));
    }

    /** Days that the calendar does not have are no dates. */
    private static DateTimeFormatter strict(DateTimeFormatterBuilder builder) {
        return builder.toFormatter(Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    }

    /** The text, or the value that it stands for, moved; empty if it is no date or time. */
    static Optional<Object> shifted(String text, double amount) {
        try {
            return Optional.of(move(text, amount));
        } catch (DateTimeException e) {
            // no date or time, or one that the calendar does not have: the caller says so
            return Optional.empty();
        }
    }

    private static Object move(String text, double amount) {
        Matcher zoned = WITH_OFFSET.matcher(text);
        if (zoned.matches()) {
            return moveZoned(zoned, amount);
        }
        for (Form form : DATES) {
            if (form.fits(text)) {
                return form.formatter.format(
                        LocalDate.parse(text, form.formatter).plusDays(Lag.days(amount)));
            }
        }
        for (Form form : TIMES) {
            if (form.fits(text)) {
                LocalDateTime begin = begin(form.formatter.parse(text));
                return form.formatter.format(begin.plus(Lag.seconds(amount)));
            }
        }
        return moveValue(text, amount);
    }

    private static String moveZoned(Matcher text, double amount) {
        String fraction = text.group(2) == null ? "" : text.group(2);
        LocalDateTime moved = LocalDateTime.parse(text.group(1) + fraction).plus(Lag.seconds(amount));
        String micros = fraction.isEmpty()
                ? ""
                : "."
                        + String.valueOf(1_000_000 + moved.get(ChronoField.MICRO_OF_SECOND))
                                .substring(1, 1 + MICRO_DIGITS);
        return TIMES.get(0).formatter.format(moved) + micros + text.group(3);
    }

    private static LocalDateTime begin(TemporalAccessor parsed) {
        LocalDate date = LocalDate.from(parsed);
        int hour = parsed.isSupported(ChronoField.HOUR_OF_DAY) ? parsed.get(ChronoField.HOUR_OF_DAY) : 0;
        int minute = parsed.isSupported(ChronoField.MINUTE_OF_HOUR) ? parsed.get(ChronoField.MINUTE_OF_HOUR) : 0;
        int second = parsed.isSupported(ChronoField.SECOND_OF_MINUTE) ? parsed.get(ChronoField.SECOND_OF_MINUTE) : 0;
        return date.atTime(hour, minute, second);
    }

    private static Object moveValue(String text, double amount) {
        for (DateTimeFormatter formatter : VALUES) {
            try {
                TemporalAccessor found = formatter.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
                return StateValues.canonical(
                        found instanceof OffsetDateTime zoned
                                ? zoned.plus(Lag.seconds(amount))
                                : LocalDateTime.from(found).plus(Lag.seconds(amount)));
            } catch (DateTimeException e) {
                // the next form may fit
                continue;
            }
        }
        throw new DateTimeException("no date or time: " + text);
    }
}
