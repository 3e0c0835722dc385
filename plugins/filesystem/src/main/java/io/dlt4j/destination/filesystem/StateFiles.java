package io.dlt4j.destination.filesystem;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.load.StateRow;
import io.dlt4j.api.load.StoredState;
import io.dlt4j.api.storage.ObjectStore;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The files of {@code _dlt_pipeline_state}: one a changed state of a pipeline. A file counts if its load is complete.
 */
final class StateFiles {

    private static final String LOAD_ID = "_dlt_load_id";
    private static final Comparator<SystemFileName> OLDEST_FIRST =
            Comparator.comparing(StateFiles::number).thenComparing(SystemFileName::second);

    private final ObjectStore storage;
    private final String folder;

    /**
     * @param table the name of the table {@code _dlt_pipeline_state}
     */
    StateFiles(ObjectStore storage, String table) {
        this.storage = requireNonNull(storage, "storage is null");
        this.folder = table + "/";
    }

    /**
     * @param schemaHash the hash of the schema that the state travels with, which goes into the name
     */
    void add(StateRow row, String schemaHash) throws IOException {
        StoredState state = row.state();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("version", state.version());
        values.put("engine_version", state.engineVersion());
        values.put("pipeline_name", state.pipelineName());
        values.put("state", state.state());
        values.put("created_at", SystemFileName.iso(row.createdAt()));
        state.versionHash().ifPresent(hash -> values.put("version_hash", hash));
        values.put(LOAD_ID, state.loadId());
        SystemFileName name = new SystemFileName(state.pipelineName(), state.loadId(), SystemFileName.hex(schemaHash));
        storage.write(folder + name.text(), FlatJson.of(values).bytes());
    }

    /** The newest state of a pipeline among those of complete loads. */
    Optional<StoredState> newest(String pipelineName, Set<String> completeLoads) throws IOException {
        List<SystemFileName> files = of(pipelineName);
        files.removeIf(file -> !completeLoads.contains(file.second()));
        if (files.isEmpty()) {
            return Optional.empty();
        }
        String name = folder + files.get(files.size() - 1).text();
        return SystemFiles.read(storage, name)
                .map(content -> parse(FlatJson.parse(content, SystemFiles.origin(storage, name))));
    }

    /** The files of the states that a load has brought. */
    List<String> of(String pipelineName, String loadId) throws IOException {
        return of(pipelineName).stream()
                .filter(file -> file.second().equals(loadId))
                .map(file -> folder + file.text())
                .toList();
    }

    /** Deletes what is older than the newest {@code kept} states of complete loads. */
    void dropOld(String pipelineName, long kept, Set<String> completeLoads) throws IOException {
        List<SystemFileName> files = of(pipelineName);
        List<SystemFileName> complete = files.stream()
                .filter(file -> completeLoads.contains(file.second()))
                .toList();
        if (complete.size() <= kept) {
            return;
        }
        SystemFileName oldest = complete.get((int) (complete.size() - kept));
        storage.delete(files.stream()
                .filter(file -> OLDEST_FIRST.compare(file, oldest) < 0)
                .map(file -> folder + file.text())
                .toList());
    }

    private static StoredState parse(FlatJson row) {
        // versions of dlt before 0.4 wrote the load id under another name
        String loadId = row.findText(LOAD_ID).orElseGet(() -> row.text("dlt_load_id"));
        return new StoredState(
                loadId,
                row.integer("version"),
                row.integer("engine_version"),
                row.text("pipeline_name"),
                row.text("state"),
                row.findText("version_hash"));
    }

    /** The files of a pipeline, oldest first. */
    private List<SystemFileName> of(String pipelineName) throws IOException {
        List<SystemFileName> files = new ArrayList<>();
        storage.list(
                folder,
                name -> SystemFileName.parse(name)
                        .filter(file -> file.first().equals(pipelineName))
                        .ifPresent(files::add));
        files.sort(OLDEST_FIRST);
        return files;
    }

    private static BigDecimal number(SystemFileName file) {
        try {
            return new BigDecimal(file.second());
        } catch (NumberFormatException e) {
            return BigDecimal.ZERO;
        }
    }
}
