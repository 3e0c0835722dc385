package io.dlt4j.destination.filesystem;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.load.LoadCompletion;
import io.dlt4j.api.storage.ObjectStore;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The files of {@code _dlt_loads}: one a complete load. */
final class LoadFiles {

    private final ObjectStore storage;
    private final String folder;

    /**
     * @param table the name of the table {@code _dlt_loads}
     */
    LoadFiles(ObjectStore storage, String table) {
        this.storage = requireNonNull(storage, "storage is null");
        this.folder = table + "/";
    }

    boolean has(String loadId, String schemaName) throws IOException {
        return storage.exists(folder + SystemFileName.ofLoad(schemaName, loadId));
    }

    /** The ids of all complete loads. */
    Set<String> ids() throws IOException {
        Set<String> ids = new HashSet<>();
        storage.list(folder, name -> SystemFileName.loadId(name).ifPresent(ids::add));
        return ids;
    }

    void add(LoadCompletion completion) throws IOException {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("load_id", completion.loadId());
        row.put("schema_name", completion.schemaName());
        row.put("status", 0L);
        row.put("inserted_at", SystemFileName.iso(completion.insertedAt()));
        row.put("schema_version_hash", completion.schemaVersionHash());
        String name = SystemFileName.ofLoad(completion.schemaName(), completion.loadId());
        storage.write(folder + name, FlatJson.of(row).bytes());
    }
}
