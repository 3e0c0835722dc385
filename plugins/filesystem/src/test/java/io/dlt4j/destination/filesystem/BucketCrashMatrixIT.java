package io.dlt4j.destination.filesystem;

import io.dlt4j.crash.CrashDatabase;
import io.dlt4j.crash.CrashMatrix;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A bucket under the kills of {@link CrashMatrix}; {@code -Dcrash.bucket=azure} takes another one than that of S3. */
class BucketCrashMatrixIT extends CrashMatrix {

    @TempDir
    private static Path places;

    private static CrashFolder folder;

    private static Bucket bucket() {
        return switch (System.getProperty("crash.bucket", "s3")) {
            case "azure" -> Bucket.azure();
            case "gcs" -> Bucket.gcs();
            default -> Bucket.s3();
        };
    }

    @BeforeAll
    static void open() {
        folder = new CrashFolder(bucket(), places);
    }

    @AfterAll
    static void close() {
        folder.close();
    }

    @Override
    protected CrashDatabase database() {
        return folder;
    }

    @Override
    protected Set<String> ownSteps() {
        return Set.of(
                "filesystem.truncate.decided",
                "filesystem.truncate.after",
                "filesystem.delete.after",
                "filesystem.complete.before",
                "filesystem.complete.after",
                "filesystem.write.before",
                "filesystem.write.after");
    }
}
