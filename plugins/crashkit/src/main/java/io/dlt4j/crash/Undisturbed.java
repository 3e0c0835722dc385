package io.dlt4j.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.dlt4j.crash.Program.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the runs of a scenario leave if nobody disturbs them.
 *
 * @param contents of the dataset after each run
 * @param steps the labels that each run reached, in order, as often as it reached them
 * @param nanos of the longest run, from its first step to its end
 */
record Undisturbed(List<Content> contents, List<List<String>> steps, long nanos) {

    static Undisturbed of(CrashDatabase database, Scenario scenario, Path home) throws IOException, SQLException {
        Home runs = new Home(database, scenario, home);
        List<Content> contents = new ArrayList<>();
        List<List<String>> steps = new ArrayList<>();
        long longest = 0;
        for (int run = 1; run <= Scenario.RUNS; run++) {
            scenario.writeSource(home, run);
            Path trace = home.resolve("steps" + run);
            Program.Running running =
                    runs.program().with("DLT4J_FAIL_TRACE", trace.toString()).start(runs.command());
            assertThat(Home.awaitFirstStep(running, trace))
                    .as("%s reaches a step", scenario)
                    .isTrue();
            long start = System.nanoTime();
            Ended ended = running.end();
            longest = Math.max(longest, System.nanoTime() - start);
            assertThat(ended.exitCode()).as("%s: %s", scenario, ended).isZero();
            steps.add(Files.readAllLines(trace));
            contents.add(runs.content());
        }
        assertThat(contents.get(0).rows()).containsKey(Scenario.PIPELINE);
        return new Undisturbed(contents, steps, longest);
    }

    /** Each label that a run reached, in the order of the first time, with how often it was reached. */
    Map<String, Integer> reached(int run) {
        Map<String, Integer> reached = new LinkedHashMap<>();
        steps.get(run - 1).forEach(label -> reached.merge(label, 1, Integer::sum));
        return reached;
    }
}
