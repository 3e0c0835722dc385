package io.dlt4j.destination.filesystem;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.storage.ObjectStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The file {@code init} of a dataset: by which version of dlt's rules its files are named. A folder without it is no dataset.
 *
 * @param initial the version that the dataset was created with, which decides on names for good
 * @param current the version that has last opened it
 */
record DatasetMark(long initial, long current) {

    static final String NAME = "init";

    /** The version that is written. */
    static final long NEWEST = 2;

    private static final String INITIAL = "initial_version";
    private static final String CURRENT = "current_version";

    /** Whether names of compressed files end with {@code .gz}, which they did not in the first version. */
    boolean namesCompression() {
        return initial > 1;
    }

    static boolean isIn(ObjectStore storage) throws IOException {
        return storage.exists(NAME);
    }

    /** The mark of the dataset; empty if there is no dataset. */
    static Optional<DatasetMark> find(ObjectStore storage) throws IOException {
        return SystemFiles.read(storage, NAME).map(content -> parse(content, SystemFiles.origin(storage, NAME)));
    }

    /** The mark of the dataset, which is created if it is missing and brought up to date if it is old. */
    static DatasetMark open(ObjectStore storage) throws IOException {
        Optional<byte[]> stored = SystemFiles.read(storage, NAME);
        if (stored.isEmpty()) {
            DatasetMark fresh = new DatasetMark(NEWEST, NEWEST);
            if (storage.writeNew(NAME, fresh.bytes())) {
                return fresh;
            }
            // another pipeline was faster
            stored = SystemFiles.read(storage, NAME);
        }
        DatasetMark mark = parse(stored.orElseThrow(), SystemFiles.origin(storage, NAME));
        if (mark.current == NEWEST) {
            return mark;
        }
        DatasetMark newer = new DatasetMark(mark.initial, NEWEST);
        storage.write(NAME, newer.bytes());
        return newer;
    }

    /** Reads the file's content; the origin names the file in messages. */
    static DatasetMark parse(byte[] content, String origin) {
        if (new String(content, StandardCharsets.UTF_8).isBlank()) {
            return new DatasetMark(1, 1);
        }
        FlatJson json = FlatJson.parse(content, origin);
        DatasetMark mark = new DatasetMark(json.integer(INITIAL), json.integer(CURRENT));
        if (mark.initial > mark.current || mark.initial < 1) {
            throw FlatJson.broken(
                    origin, "says that it was created with version " + mark.initial + " and is at " + mark.current);
        }
        if (mark.current > NEWEST) {
            throw new DltException(
                    FilesystemError.FILESYSTEM_DATASET_TOO_NEW,
                    "The file '" + origin + "' says that the dataset is at version " + mark.current
                            + " of dlt's rules for files; this version knows 1 to " + NEWEST + ".",
                    "Use a newer version of dlt4j, or another dataset_name.");
        }
        return mark;
    }

    private byte[] bytes() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put(INITIAL, initial);
        values.put(CURRENT, current);
        return FlatJson.of(values).bytes();
    }
}
