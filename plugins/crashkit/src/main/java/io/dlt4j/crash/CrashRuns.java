package io.dlt4j.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Runs of scenarios against one database, killed where a test wants them to be. Not thread-safe. */
public final class CrashRuns {

    private final CrashDatabase database;
    private final Path temporary;
    private final Map<Scenario, Undisturbed> undisturbed = new EnumMap<>(Scenario.class);
    private int homes;

    /** @param temporary where homes are made */
    public CrashRuns(CrashDatabase database, Path temporary) {
        this.database = database;
        this.temporary = temporary;
    }

    /**
     * Kills a run of a scenario at a step, the process that goes on with it at the next step, and so on; lets the last one end,
     * and compares what is left with an undisturbed run.
     *
     * @param run counted from 1; those before it are not disturbed
     * @param steps as {@code label#n}: at the n-th time that the label is reached; each has to be reached
     */
    public void kill(Scenario scenario, int run, String... steps) throws IOException, SQLException {
        Home home = homeBefore(scenario, run);
        for (String step : steps) {
            assertThat(home.killAt(step))
                    .as("%s, run %s, reaches %s", scenario, run, step)
                    .isTrue();
        }
        home.complete();
        home.compare(
                undisturbed(scenario).contents().get(run - 1),
                scenario + ", run " + run + ", killed at " + List.of(steps));
        home.discard();
    }

    /** A home in which the runs before that one are done, and the source of that one is written. */
    Home homeBefore(Scenario scenario, int run) throws IOException {
        Home home = new Home(database, scenario, directory(scenario, "home" + homes++));
        for (int before = 1; before < run; before++) {
            scenario.writeSource(home.program().home(), before);
            home.complete();
        }
        scenario.writeSource(home.program().home(), run);
        return home;
    }

    Undisturbed undisturbed(Scenario scenario) throws IOException, SQLException {
        Undisturbed known = undisturbed.get(scenario);
        if (known == null) {
            known = Undisturbed.of(database, scenario, directory(scenario, "undisturbed"));
            undisturbed.put(scenario, known);
        }
        return known;
    }

    private Path directory(Scenario scenario, String name) {
        return temporary.resolve(scenario.name().toLowerCase(Locale.ROOT) + "-" + name);
    }
}
