package io.dlt4j.destination.filesystem;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.error.DltException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Which names the files of a dataset can have. Names of tables have no limit of their own, those of nested tables grow with each
 * level, and with some naming conventions they hold any character. Immutable.
 *
 * @param root of the dataset, which is a part of each name
 * @param disk whether folders are more than a part of a name
 * @param part most bytes between two slashes
 * @param whole most bytes in all
 */
record NameRules(String root, boolean disk, int part, int whole) {

    /** {@code NAME_MAX} and {@code PATH_MAX} of Linux; those of other systems are about the same. */
    private static final int FILE_NAME = 255;

    private static final int PATH = 4095;

    /** The longest key of S3 and of Google Cloud Storage; Azure counts characters in place of bytes. */
    private static final int KEY = 1024;

    private static final int SHOWN = 60;
    private static final Set<String> WAYS = Set.of("", ".", "..");

    NameRules {
        requireNonNull(root, "root is null");
    }

    /**
     * The rules for a dataset.
     *
     * @throws DltException {@link FilesystemError#FILESYSTEM_NAME} if the dataset's own name leads out of the bucket
     */
    static NameRules of(BucketUrl bucket, String datasetName) {
        for (String between : datasetName.split("[/\\\\]", -1)) {
            if (WAYS.contains(between)) {
                throw refused(datasetName, "of the dataset is no path below bucket_url");
            }
        }
        return bucket.path()
                .map(path -> new NameRules(path.resolve(datasetName) + "/", true, FILE_NAME, PATH))
                .orElseGet(() -> new NameRules(keyOf(bucket.url() + "/" + datasetName + "/"), false, KEY, KEY));
    }

    private static String keyOf(String url) {
        int bucket = url.indexOf("://") + "://".length();
        return url.substring(url.indexOf('/', bucket) + 1);
    }

    /**
     * That name of a file in the dataset.
     *
     * @throws DltException {@link FilesystemError#FILESYSTEM_NAME}
     */
    String checked(String name) {
        for (String between : name.split("/", -1)) {
            if (WAYS.contains(between)) {
                throw refused(name, "of a file is no path below the folder of the dataset");
            }
        }
        if (name.equals(DatasetMark.NAME) || disk && name.startsWith(DatasetMark.NAME + "/")) {
            throw refused(name, "of a file is taken: '" + DatasetMark.NAME + "' is a file that each dataset has");
        }
        String all = root + name;
        for (String between : all.split("/")) {
            checkLength(between, part);
        }
        checkLength(all, whole);
        return name;
    }

    private static void checkLength(String name, int most) {
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > most) {
            throw refused(
                    name, "of a file or a folder has " + bytes + " bytes, where at most " + most + " are possible");
        }
    }

    private static DltException refused(String name, String why) {
        String shown = name;
        if (name.length() > SHOWN) {
            int end = name.offsetByCodePoints(0, Math.min(SHOWN, name.codePointCount(0, name.length())));
            shown = name.substring(0, end) + "…";
        }
        return new DltException(
                FilesystemError.FILESYSTEM_NAME,
                "The name '" + shown + "' " + why + ".",
                "Give the dataset, the pipeline, the table or the field another name, keep nested data in its table with"
                        + " max_table_nesting, or set another layout; if a package waits already, take it back with"
                        + " drop-pending-packages. Then run again.");
    }
}
