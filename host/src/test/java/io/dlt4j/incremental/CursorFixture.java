package io.dlt4j.incremental;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.dlt4j.schema.CanonicalJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A resource with a cursor, run after run; each run's rows are JSON. */
final class CursorFixture {

    private static final JsonFactory JSON = new JsonFactory();

    private final List<String> resourceKey;
    private Optional<CursorState> state = Optional.empty();
    private boolean stateKept;
    private int pulled;

    CursorFixture(String... resourceKey) {
        this.resourceKey = List.of(resourceKey);
    }

    static CursorSettings.Builder on(String path) {
        return CursorSettings.at(CursorPath.parse(path));
    }

    /** A row with an id and a cursor value, for example {@code 1@2}; several are separated by blanks. */
    static String[] rows(String described) {
        List<String> rows = new ArrayList<>();
        for (String row : described.isEmpty() ? new String[0] : described.split(" ")) {
            String[] halves = row.split("@");
            rows.add("{\"id\":" + halves[0] + ",\"ts\":" + halves[1] + "}");
        }
        return rows.toArray(String[]::new);
    }

    /** Runs the cursor over rows; returns those that were kept. */
    List<String> run(CursorSettings.Builder settings, String... rows) {
        CursorRun run = CursorRun.begin(settings.build(), "r", resourceKey, state);
        List<String> kept = new ArrayList<>();
        pulled = 0;
        for (String row : rows) {
            if (run.isFinished()) {
                break;
            }
            pulled++;
            if (admits(run, row, pulled)) {
                kept.add(row);
            }
        }
        Optional<CursorState> after = run.state();
        stateKept = after.isPresent();
        if (stateKept) {
            // through the stored form, as between two processes
            String stored = CanonicalJson.compact(after.get().tree());
            state = Optional.of(CursorState.of(CanonicalJson.parseObject(stored)));
        }
        return kept;
    }

    private static boolean admits(CursorRun run, String row, int number) {
        byte[] bytes = row.getBytes(StandardCharsets.UTF_8);
        try (JsonParser json = JSON.createParser(bytes)) {
            json.nextToken();
            run.view().read(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        run.view().locate(bytes, 0, bytes.length);
        run.view().place("rows", "row", number);
        return run.admit();
    }

    /** How many rows the last run looked at. */
    int pulled() {
        return pulled;
    }

    boolean hasState() {
        return stateKept;
    }

    /** The state in short: last value, hashes, start value. */
    String state() {
        Map<String, Object> tree = new LinkedHashMap<>(state.orElseThrow().tree());
        return CanonicalJson.compact(tree.get("last_value")) + " / "
                + String.join(",", state.orElseThrow().uniqueHashes()) + " / "
                + CanonicalJson.compact(tree.get("start_value"));
    }

    String storedState() {
        return CanonicalJson.compact(state.orElseThrow().tree());
    }
}
