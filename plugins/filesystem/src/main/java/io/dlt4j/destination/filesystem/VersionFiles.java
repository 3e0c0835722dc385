package io.dlt4j.destination.filesystem;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.load.StoredSchema;
import io.dlt4j.api.schema.Schema;
import io.dlt4j.api.storage.ObjectStore;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The files of {@code _dlt_version}: one a version of a schema. */
final class VersionFiles {

    private static final Comparator<SystemFileName> BY_TIME =
            Comparator.comparing(VersionFiles::time).thenComparing(SystemFileName::second);

    private final ObjectStore storage;
    private final String folder;

    /**
     * @param table the name of the table {@code _dlt_version}
     */
    VersionFiles(ObjectStore storage, String table) {
        this.storage = requireNonNull(storage, "storage is null");
        this.folder = table + "/";
    }

    boolean has(String versionHash) throws IOException {
        return newest(withHash(versionHash)).isPresent();
    }

    Optional<StoredSchema> byHash(String versionHash) throws IOException {
        return read(newest(withHash(versionHash)));
    }

    Optional<StoredSchema> newest(String schemaName) throws IOException {
        return read(newest(file -> file.first().equals(schemaName)));
    }

    /** Tells of the files of all versions of a schema. */
    void list(String schemaName, Consumer<String> found) throws IOException {
        storage.list(
                folder,
                name -> SystemFileName.parse(name)
                        .filter(file -> file.first().equals(schemaName))
                        .ifPresent(file -> found.accept(name)));
    }

    void add(Schema schema, Instant now) throws IOException {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("version_hash", schema.versionHash());
        row.put("schema_name", schema.name());
        row.put("version", (long) schema.version());
        row.put("engine_version", (long) schema.engineVersion());
        row.put("inserted_at", SystemFileName.iso(now));
        row.put("schema", schema.json());
        String hash = SystemFileName.hex(schema.versionHash());
        SystemFileName name = new SystemFileName(schema.name(), SystemFileName.seconds(now), hash);
        storage.write(folder + name.text(), FlatJson.of(row).bytes());
    }

    private static Predicate<SystemFileName> withHash(String versionHash) {
        String hex = SystemFileName.hex(versionHash);
        return file -> file.third().equals(hex);
    }

    private Optional<SystemFileName> newest(Predicate<SystemFileName> wanted) throws IOException {
        List<SystemFileName> files = new ArrayList<>();
        storage.list(folder, name -> SystemFileName.parse(name).filter(wanted).ifPresent(files::add));
        return files.stream().max(BY_TIME);
    }

    private Optional<StoredSchema> read(Optional<SystemFileName> file) throws IOException {
        if (file.isEmpty()) {
            return Optional.empty();
        }
        String name = folder + file.get().text();
        return SystemFiles.read(storage, name).map(content -> {
            FlatJson row = FlatJson.parse(content, SystemFiles.origin(storage, name));
            return new StoredSchema(
                    row.text("schema_name"), row.integer("version"), row.text("version_hash"), row.text("schema"));
        });
    }

    private static BigDecimal time(SystemFileName file) {
        try {
            return new BigDecimal(file.second());
        } catch (NumberFormatException e) {
            return BigDecimal.ZERO;
        }
    }
}
