package io.dlt4j.destination.filesystem;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.load.JobFile;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where the files of one load go: the layout, and the values of the placeholders that are the same for all of them. Immutable.
 *
 * @param values of dates and times, and of extra placeholders, which go before those of the job
 */
record Placement(Layout layout, Map<String, String> values) {

    private static final String LAYOUT = "layout";
    private static final String LOAD_ID = "load_id";
    private static final String VALUE = "value.";
    private static final String COMPRESSED = ".gz";

    Placement {
        requireNonNull(layout, "layout is null");
        values = Map.copyOf(values);
    }

    /** What configuration says about places. Immutable. */
    record Settings(Layout layout, Map<String, String> extra, Optional<OffsetDateTime> now) {

        static Settings of(String layout, Map<String, String> extra, Optional<String> now) {
            if (extra.containsKey(Layout.TABLE_NAME)) {
                throw new DltException(
                        FilesystemError.FILESYSTEM_SETTING,
                        "extra_placeholders has a value for table_name, so that all tables would share their files.",
                        "Give the placeholder another name.");
            }
            return new Settings(Layout.parse(layout, extra.keySet()), Map.copyOf(extra), now.map(DateTokens::parse));
        }

        /** The names of extra placeholders that the layout has not. */
        Set<String> unused() {
            Set<String> unused = new TreeSet<>(extra.keySet());
            unused.removeAll(layout.placeholders());
            return unused;
        }

        /** The files of a table that is not dlt's. */
        OwnFiles files(String schemaName, String tableName, Set<String> tables) {
            String name = extra.getOrDefault(Layout.SCHEMA_NAME, schemaName);
            return OwnFiles.of(layout, tableName, tables, table -> layout.prefix(name, table));
        }

        /** The places of the files of a load package that was created then. */
        Placement at(Instant packageTime) {
            Map<String, String> values = new LinkedHashMap<>(extra);
            values.putAll(DateTokens.values(now.orElse(packageTime.atOffset(ZoneOffset.UTC)), packageTime));
            return new Placement(layout, values);
        }
    }

    /** The name of a job's file. */
    String name(String schemaName, String tableName, JobFile file, DatasetMark mark) {
        String extension = file.extension();
        if (!mark.namesCompression() && extension.endsWith(COMPRESSED)) {
            extension = extension.substring(0, extension.length() - COMPRESSED.length());
        }
        return name(schemaName, tableName, file.key().loadId(), file.fileId(), extension);
    }

    /** Whether no two files of a load have one name. */
    boolean tellsFilesApart() {
        return layout.placeholders().contains(Layout.FILE_ID) && !values.containsKey(Layout.FILE_ID);
    }

    /** Whether no two loads have files of one name. */
    boolean tellsLoadsApart() {
        return tellsFilesApart() || layout.placeholders().contains(LOAD_ID) && !values.containsKey(LOAD_ID);
    }

    /** A name as long as those of a table's files are. */
    String example(String schemaName, String tableName) {
        return name(schemaName, tableName, "1700000000.0000000", "0123456789", "jsonl" + COMPRESSED);
    }

    private String name(String schemaName, String tableName, String loadId, String fileId, String extension) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put(Layout.SCHEMA_NAME, schemaName);
        all.put(Layout.TABLE_NAME, tableName);
        all.put(LOAD_ID, loadId);
        all.put(Layout.FILE_ID, fileId);
        all.put("ext", extension);
        all.putAll(values);
        return layout.name(all);
    }

    /** What the names of all files of a table start with. */
    String prefix(String schemaName, String tableName) {
        return layout.prefix(values.getOrDefault(Layout.SCHEMA_NAME, schemaName), tableName);
    }

    /** As kept in a load's notes. */
    byte[] bytes() {
        Map<String, Object> kept = new LinkedHashMap<>();
        kept.put(LAYOUT, layout.toString());
        values.forEach((name, value) -> kept.put(VALUE + name, value));
        return FlatJson.of(kept).bytes();
    }

    /** What {@link #bytes} kept. */
    static Placement parse(byte[] content, String origin) {
        FlatJson json = FlatJson.parse(content, origin);
        Map<String, String> values = new LinkedHashMap<>();
        json.values().forEach((key, value) -> {
            if (key.startsWith(VALUE)) {
                values.put(key.substring(VALUE.length()), value.toString());
            }
        });
        return new Placement(Layout.parse(json.text(LAYOUT), values.keySet()), values);
    }
}
