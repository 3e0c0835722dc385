package io.dlt4j.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CivilDaysTest {

    @Test
    void agreesWithJavaTimeOnEveryDay() {
        LocalDate date = LocalDate.of(1, 1, 1);
        for (long day = CivilDays.FIRST; day <= CivilDays.LAST; day++) {
            int fields = date.getYear() * 10_000 + date.getMonthValue() * 100 + date.getDayOfMonth();
            if (CivilDays.fields(day) != fields
                    || CivilDays.ofDate(date.getYear(), date.getMonthValue(), date.getDayOfMonth()) != day
                    || CivilDays.ofOrdinal(date.getYear(), date.getDayOfYear()) != day) {
                assertThat(CivilDays.fields(day)).as("day %s", day).isEqualTo(fields);
                throw new AssertionError("day of " + date);
            }
            date = date.plusDays(1);
        }
        assertThat(date).isEqualTo(LocalDate.of(10_000, 1, 1));
    }

    @Test
    void agreesWithJavaTimeOnWeekDates() {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            LocalDate date = LocalDate.ofEpochDay(random.nextInt(CivilDays.LAST) - 365_000L);
            int year = date.get(IsoFields.WEEK_BASED_YEAR);
            int week = date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
            assertThat(CivilDays.ofWeek(year, week, date.getDayOfWeek().getValue()))
                    .isEqualTo(date.toEpochDay());
        }
    }

    @Test
    void knowsWhichDatesDoNotExist() {
        assertThat(CivilDays.ofDate(2023, 2, 29)).isEqualTo(CivilDays.NO_DAY);
        assertThat(CivilDays.ofDate(1900, 2, 29)).isEqualTo(CivilDays.NO_DAY);
        assertThat(CivilDays.ofDate(2024, 13, 1)).isEqualTo(CivilDays.NO_DAY);
        assertThat(CivilDays.ofDate(2024, 4, 31)).isEqualTo(CivilDays.NO_DAY);
        assertThat(CivilDays.ofDate(0, 1, 1)).isEqualTo(CivilDays.NO_DAY);
        assertThat(CivilDays.ofOrdinal(2023, 366)).isEqualTo(CivilDays.NO_DAY);
        assertThat(CivilDays.ofWeek(2024, 53, 1)).isEqualTo(CivilDays.NO_DAY);
        assertThat(CivilDays.ofWeek(2024, 1, 0)).isEqualTo(CivilDays.NO_DAY);
        assertThat(CivilDays.ofWeek(9999, 52, 7)).isEqualTo(CivilDays.NO_DAY);
    }
}
