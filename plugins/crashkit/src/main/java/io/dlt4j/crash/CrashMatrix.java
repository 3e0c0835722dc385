package io.dlt4j.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs of every disposition and strategy, with nested tables, that are killed and started again until they end, leave what
 * undisturbed ones leave.
 *
 * <p>{@code -Dcrash.kills=500} kills that often at random, {@code -Dcrash.seed} repeats the kills of an earlier test.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class CrashMatrix {

    private static final int KILLS = Integer.getInteger("crash.kills", 10);
    private static final long SEED = Long.getLong("crash.seed", System.nanoTime());

    @TempDir
    private static Path temporary;

    private @Nullable CrashRuns runs;

    /** The destination. */
    protected abstract CrashDatabase database();

    /** The labels of all steps that the destination itself has, without those of the host. */
    protected abstract Set<String> ownSteps();

    /** Every label that is reached by some scenario kills one run at its first time, and one at its last. */
    @Test
    void loadsEachRowOnceWhicheverStepKillsTheRun() throws IOException, SQLException {
        Set<String> covered = new HashSet<>();
        Set<String> labels = new TreeSet<>();
        int kills = 0;
        for (Scenario scenario : database().scenarios()) {
            Map<Integer, List<String>> steps = new LinkedHashMap<>();
            for (int run = 1; run <= 2; run++) {
                steps.put(run, uncovered(undisturbed(scenario).reached(run), run == 1, covered));
                labels.addAll(undisturbed(scenario).reached(run).keySet());
            }
            kills += killInTurn(scenario, steps);
        }
        System.out.printf("%s: %d steps, %d kills%n", database().type(), labels.size(), kills);
        assertThat(labels).containsAll(ownSteps());
        assertThat(labels)
                .contains("extract.part.written", "extract.publish.before", "normalize.publish.before", "load.start");
    }

    /** The steps at which no run was killed yet, as {@code label#n}. */
    private static List<String> uncovered(Map<String, Integer> reached, boolean first, Set<String> covered) {
        List<String> steps = new ArrayList<>();
        reached.forEach((label, times) -> {
            if (first ? covered.add(label + "#first") : times > 1 && covered.add(label + "#last")) {
                steps.add(label + "#" + (first ? 1 : times));
            }
        });
        return steps;
    }

    /** The process that goes on with a killed run is killed at the next step, and so on. */
    private int killInTurn(Scenario scenario, Map<Integer, List<String>> steps) throws IOException, SQLException {
        int kills = 0;
        for (Map.Entry<Integer, List<String>> entry : steps.entrySet()) {
            List<String> left = new ArrayList<>(entry.getValue());
            int run = entry.getKey();
            while (!left.isEmpty()) {
                Home home = runs().homeBefore(scenario, run);
                List<String> killedAt = new ArrayList<>();
                boolean ended = false;
                while (!ended && !left.isEmpty()) {
                    String step = left.remove(0);
                    ended = !home.killAt(step);
                    if (!ended) {
                        killedAt.add(step);
                        kills++;
                    } else if (!killedAt.isEmpty()) {
                        // what the step belongs to was done already: it needs a run of its own
                        left.add(0, step);
                    }
                }
                if (!ended) {
                    home.complete();
                }
                home.compare(
                        undisturbed(scenario).contents().get(run - 1),
                        scenario + ", run " + run + ", killed at " + killedAt);
                home.discard();
            }
        }
        return kills;
    }

    @Test
    void loadsEachRowOnceWheneverTheRunIsKilled() throws Exception {
        System.out.printf("%s: %d kills, -Dcrash.seed=%d%n", database().type(), KILLS, SEED);
        Random random = new Random(SEED);
        List<Scenario> scenarios = database().scenarios();
        int kills = 0;
        for (int round = 0; kills < KILLS; round++) {
            Scenario scenario = scenarios.get((round + random.nextInt(scenarios.size())) % scenarios.size());
            kills += killAtRandom(scenario, random, KILLS - kills);
        }
    }

    private int killAtRandom(Scenario scenario, Random random, int most) throws Exception {
        Home home = runs().homeBefore(scenario, 1);
        int kills = 0;
        for (int run = 1; run <= Scenario.RUNS && kills < most; run++) {
            scenario.writeSource(home.program().home(), run);
            List<String> killed = new ArrayList<>();
            boolean ended = false;
            do {
                Optional<String> when = killOnce(home, scenario, run, random);
                ended = when.isEmpty();
                when.ifPresent(killed::add);
            } while (!ended && random.nextInt(3) == 0);
            kills += killed.size();
            if (!ended) {
                home.complete();
            }
            home.compare(
                    undisturbed(scenario).contents().get(run - 1),
                    scenario + ", run " + run + ", killed " + killed + ", -Dcrash.seed=" + SEED);
        }
        home.discard();
        return kills;
    }

    /** At a step or a time; empty if the run ended before. */
    private Optional<String> killOnce(Home home, Scenario scenario, int run, Random random) throws Exception {
        if (random.nextBoolean()) {
            long nanos = (long) (random.nextDouble() * undisturbed(scenario).nanos());
            return home.killAfter(nanos) ? Optional.of("after " + nanos / 1000 + " us") : Optional.empty();
        }
        String step = randomStep(scenario, run, random);
        return home.killAt(step) ? Optional.of("at " + step) : Optional.empty();
    }

    private String randomStep(Scenario scenario, int run, Random random) throws IOException, SQLException {
        Map<String, Integer> reached = undisturbed(scenario).reached(run);
        List<String> labels = List.copyOf(reached.keySet());
        String label = labels.get(random.nextInt(labels.size()));
        return label + "#" + (1 + random.nextInt(reached.getOrDefault(label, 1)));
    }

    private Undisturbed undisturbed(Scenario scenario) throws IOException, SQLException {
        return runs().undisturbed(scenario);
    }

    private CrashRuns runs() {
        CrashRuns made = runs;
        if (made == null) {
            made = new CrashRuns(database(), temporary);
            runs = made;
        }
        return made;
    }
}
