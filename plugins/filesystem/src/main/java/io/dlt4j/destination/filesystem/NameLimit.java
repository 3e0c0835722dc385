package io.dlt4j.destination.filesystem;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.error.DltException;
import java.nio.charset.StandardCharsets;

/**
 * How long the names of a dataset's files may be. Names of tables have no limit of their own, and those of nested tables grow with
 * each level. Immutable.
 *
 * @param root of the dataset, which is a part of each name
 * @param part most bytes between two slashes
 * @param whole most bytes in all
 */
record NameLimit(String root, int part, int whole) {

    /** {@code NAME_MAX} and {@code PATH_MAX} of Linux; those of other systems are about the same. */
    private static final int FILE_NAME = 255;

    private static final int PATH = 4095;

    /** The longest key of S3 and of Google Cloud Storage; Azure counts characters in place of bytes. */
    private static final int KEY = 1024;

    private static final int SHOWN = 60;

    NameLimit {
        requireNonNull(root, "root is null");
    }

    static NameLimit of(BucketUrl bucket, String datasetName) {
        return bucket.path()
                .map(path -> new NameLimit(path.resolve(datasetName) + "/", FILE_NAME, PATH))
                .orElseGet(() -> new NameLimit(keyOf(bucket.url() + "/" + datasetName + "/"), KEY, KEY));
    }

    private static String keyOf(String url) {
        int bucket = url.indexOf("://") + "://".length();
        return url.substring(url.indexOf('/', bucket) + 1);
    }

    /**
     * That name.
     *
     * @throws DltException {@link FilesystemError#FILESYSTEM_NAME_TOO_LONG}
     */
    String checked(String name) {
        for (String between : name.split("/")) {
            if (bytes(between) > part) {
                throw tooLong(between, bytes(between), part);
            }
        }
        if (bytes(root + name) > whole) {
            throw tooLong(root + name, bytes(root + name), whole);
        }
        return name;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static DltException tooLong(String name, int bytes, int most) {
        String shown =
                name.substring(0, name.offsetByCodePoints(0, Math.min(SHOWN, name.codePointCount(0, name.length()))));
        return new DltException(
                FilesystemError.FILESYSTEM_NAME_TOO_LONG,
                "The name '" + shown + "…' of a file or its folder would have " + bytes + " bytes, where at most "
                        + most + " are possible.",
                "Give the table or the field a shorter name, keep nested data in its table with max_table_nesting, or shorten"
                        + " layout; then take the pending package back with drop-pending-packages and run again.");
    }
}
