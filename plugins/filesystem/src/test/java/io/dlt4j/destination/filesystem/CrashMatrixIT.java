package io.dlt4j.destination.filesystem;

import io.dlt4j.crash.CrashDatabase;
import io.dlt4j.crash.CrashMatrix;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A folder on a disk under the kills of {@link CrashMatrix}. */
class CrashMatrixIT extends CrashMatrix {

    @TempDir
    private static Path places;

    private static CrashFolder folder;

    @BeforeAll
    static void open() {
        folder = new CrashFolder(Bucket.local(places), places);
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
                "filesystem.put.written",
                "filesystem.put.renamed",
                "filesystem.complete.before",
                "filesystem.complete.after");
    }
}
