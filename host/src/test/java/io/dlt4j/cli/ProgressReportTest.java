package io.dlt4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class ProgressReportTest {

    private static final long MB = 1_000_000;

    private final List<String> lines = new ArrayList<>();
    private long now;

    @Test
    void shortWorkIsNotMentionedInALog() {
        ProgressReport progress = ProgressReport.inLines(() -> now, lines::add);

        progress.begin("extract", -1);
        pass(1999);
        progress.advance("extract", "events", MB);
        progress.end("extract");

        assertThat(lines).isEmpty();
    }

    @Test
    void longWorkIsToldEveryTwoSecondsAndSummedUp() {
        ProgressReport progress = ProgressReport.inLines(() -> now, lines::add);

        progress.begin("extract", -1);
        for (int i = 0; i < 50; i++) {
            pass(100);
            progress.advance("extract", "events", 5 * MB);
        }
        progress.end("extract");

        assertThat(lines)
                .containsExactly(
                        "extract: 100 MB, 50.0 MB/s, events, 2.00 s",
                        "extract: 200 MB, 50.0 MB/s, events, 4.00 s",
                        "extract: 250 MB, 50.0 MB/s, ended after 5.00 s");
    }

    @Test
    void stepsAreCountedTogetherAndOnlyLongOnesTold() {
        ProgressReport progress = ProgressReport.inLines(() -> now, lines::add);

        progress.begin("normalize", 10 * MB);
        pass(1500);
        progress.advance("normalize", "events", 10 * MB);
        progress.end("normalize");
        progress.begin("load", 4);
        pass(500);
        progress.advance("load", "jobs", 1);
        progress.end("load");

        assertThat(lines).containsExactly("load: 1 of 4 jobs, 0.50 s", "load: 1 of 4 jobs, ended after 0.50 s");
    }

    @Test
    void aTerminalsLineShowsTheShareDoneAndIsClearedInTheEnd() {
        ProgressReport progress = ProgressReport.onTerminal(() -> now, lines::add);

        progress.begin("normalize", 80 * MB);
        pass(99);
        progress.advance("normalize", "events", 10 * MB);
        pass(901);
        progress.advance("normalize", "a_table_with_a_name_of_its_own_length", 10 * MB);
        progress.end("normalize");

        assertThat(lines)
                .containsExactly("normalize: 25% of 80.0 MB, 20.0 MB/s, a_table_with_a_name_of_its_…, 1.00 s", "");
    }

    private void pass(long millis) {
        now += TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
