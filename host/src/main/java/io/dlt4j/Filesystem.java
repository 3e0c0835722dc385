package io.dlt4j;

import java.nio.file.Path;

/** Names filesystem destinations: files in a bucket or in a local folder. */
public final class Filesystem {

    private static final String TYPE = "filesystem";

    private Filesystem() {}

    /**
     * The files below a URL.
     *
     * @param bucketUrl for example {@code s3://bucket/path}, {@code az://container}, {@code file:///data} or a local path
     */
    public static Destination at(String bucketUrl) {
        return Destination.from(TYPE).with("bucket_url", bucketUrl);
    }

    /** The files below a local folder. */
    public static Destination at(Path folder) {
        return at(folder.toString());
    }
}
