package io.dlt4j.destination.duckdb.e2e;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be read twice; everything else is in {@link CrashMatrixIT}. */
class StandardInputCrashIT {

    @TempDir
    private Path temporary;

    @Test
    void readsTheStandardInputOnceMoreOnlyIfItWasNotPublished() throws IOException {
        Path events = Undisturbed.writeEvents(temporary);
        Undisturbed appended =
                Undisturbed.of(Undisturbed.home(temporary.resolve("undisturbed")), true, "run", events.toString());
        String[] command = {"run", "-", "--table", "events", "--pipeline", Undisturbed.PIPELINE};
        CommandLine dlt4j = Undisturbed.home(temporary.resolve("killed")).reading(events);
        KilledRuns runs = new KilledRuns(dlt4j, appended, command);
        for (String step : List.of(
                "extract.part.written#2",
                "extract.publish.before#1",
                "extract.publish.after#1",
                "load.start#1",
                "duckdb.ingest.after-commit#2",
                "run.report.before#1",
                "run.report.after#1")) {
            runs.killAt(step);
        }
    }
}
