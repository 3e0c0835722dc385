package io.dlt4j.destination.filesystem;

import io.dlt4j.api.error.DltException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The names of files in the folders of dlt's own tables: parts joined by {@code __}, and {@code .jsonl}. The last parts never
 * have that separator in them, the first one may.
 *
 * @param first a schema or a pipeline
 * @param second a time or a load id
 * @param third a schema's hash in hexadecimal digits
 */
record SystemFileName(String first, String second, String third) {

    private static final String SEPARATOR = "__";
    private static final String EXTENSION = ".jsonl";

    /** Of SHA3-256, which versions of schemas are told by. */
    private static final int HASH_BYTES = 32;

    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'+00:00'");
    private static final DateTimeFormatter MICROS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'+00:00'");

    /** The name in three parts of a file, given with its folders; empty if it has not that form. */
    static Optional<SystemFileName> parse(String name) {
        if (!name.endsWith(EXTENSION)) {
            return Optional.empty();
        }
        String bare = name.substring(name.lastIndexOf('/') + 1, name.length() - EXTENSION.length());
        int last = bare.lastIndexOf(SEPARATOR);
        int middle = last < 1 ? -1 : bare.lastIndexOf(SEPARATOR, last - SEPARATOR.length());
        if (middle < 0) {
            return Optional.empty();
        }
        return Optional.of(new SystemFileName(
                bare.substring(0, middle),
                bare.substring(middle + SEPARATOR.length(), last),
                bare.substring(last + SEPARATOR.length())));
    }

    /** A name as long as those are that begin so. */
    static String example(String first) {
        return new SystemFileName(first, "1700000000.0000000", "0".repeat(2 * HASH_BYTES)).text();
    }

    /** The file name. */
    String text() {
        return first + SEPARATOR + second + SEPARATOR + third + EXTENSION;
    }

    /** The name of the file that says that a load is complete. */
    static String ofLoad(String schemaName, String loadId) {
        return schemaName + SEPARATOR + loadId + EXTENSION;
    }

    /** The load id in a name made by {@link #ofLoad}; empty if it has not that form. */
    static Optional<String> loadId(String name) {
        int separator = name.lastIndexOf(SEPARATOR);
        return separator < 0 || !name.endsWith(EXTENSION)
                ? Optional.empty()
                : Optional.of(name.substring(separator + SEPARATOR.length(), name.length() - EXTENSION.length()));
    }

    /** The hash of a schema, which is Base64, as names have it. */
    static String hex(String hash) {
        try {
            return HexFormat.of().formatHex(Base64.getDecoder().decode(hash));
        } catch (IllegalArgumentException e) {
            throw new DltException(
                    FilesystemError.FILESYSTEM_DATASET_BROKEN,
                    "The schema's hash '" + hash + "' is not Base64.",
                    "Remove version_hash from the schema.",
                    e);
        }
    }

    /** Seconds since 1970 with microseconds, as Python writes them. */
    static String seconds(Instant time) {
        long micros = time.truncatedTo(ChronoUnit.MICROS).getNano() / 1000;
        String fraction = Long.toString(1_000_000 + micros).substring(1);
        int end = fraction.length();
        while (end > 1 && fraction.charAt(end - 1) == '0') {
            end--;
        }
        return time.getEpochSecond() + "." + fraction.substring(0, end);
    }

    /** A time in ISO 8601 with microseconds, unless there are none, as Python writes it. */
    static String iso(Instant time) {
        Instant micros = time.truncatedTo(ChronoUnit.MICROS);
        DateTimeFormatter form = micros.getNano() == 0 ? SECONDS : MICROS;
        return form.format(micros.atOffset(ZoneOffset.UTC));
    }
}
