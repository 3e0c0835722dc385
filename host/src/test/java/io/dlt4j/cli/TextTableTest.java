package io.dlt4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TextTableTest {

    private final List<String> lines = new ArrayList<>();

    @Test
    void numbersStandRightAndNullIsShown() {
        TextTable table = new TextTable(lines::add, 80);

        table.columns(List.of("id", "name"));
        table.row(List.of(7L, "a"));
        table.row(Arrays.asList(1234L, null));
        table.end();

        assertThat(lines).containsExactly("id    name", "----  ----", "   7  a", "1234  NULL", "", "(2 rows)");
    }

    @Test
    void timesHaveSecondsAndDecimalsNoExponent() {
        TextTable table = new TextTable(lines::add, 80);

        table.columns(List.of("at", "amount"));
        table.row(List.of(OffsetDateTime.parse("2001-01-01T00:01Z"), new BigDecimal("1E+3")));
        table.end();

        assertThat(lines.get(2)).isEqualTo("2001-01-01T00:01:00Z    1000");
    }

    @Test
    void controlCharactersCannotReachTheTerminal() {
        TextTable table = new TextTable(lines::add, 80);

        table.columns(List.of("text"));
        table.row(List.of("a\nb\033[2J"));
        table.end();

        assertThat(lines.get(2)).isEqualTo("a\\nb\\u001b[2J");
    }

    @Test
    void wideTablesLeaveColumnsOutAndSaySo() {
        TextTable table = new TextTable(lines::add, 42);

        table.columns(Collections.nCopies(9, "a_rather_long_name_of_a_column"));
        table.row(Collections.nCopies(9, "value"));
        table.end();

        assertThat(lines.get(0)).isEqualTo("a_rather_long_name_…  a_rather_long_name_…");
        assertThat(lines).last().isEqualTo("(1 row; 7 of 9 columns are not shown, --json shows all)");
    }

    @Test
    void wideCharactersTakeTwoColumns() {
        TextTable table = new TextTable(lines::add, 80);

        table.columns(List.of("city", "n"));
        table.row(List.of("東京", 1L));
        table.row(List.of("Rom", 2L));
        table.end();

        assertThat(lines.subList(2, 4)).containsExactly("東京  1", "Rom   2");
    }

    @Test
    void rowsBeyondTheFirstArePrintedAsTheyCome() {
        TextTable table = new TextTable(lines::add, 80);

        table.columns(List.of("n"));
        for (long n = 0; n < 1000; n++) {
            table.row(List.of(n));
        }

        assertThat(lines).hasSize(1002);
    }
}
