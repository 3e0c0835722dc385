package io.dlt4j.testkit;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The destination in memory passes the contracts. */
final class MemoryContractIT extends DestinationContract {

    @TempDir
    static Path directory;

    private static Path folder = Path.of("");

    @BeforeAll
    static void install() {
        folder = new MemoryPlugin().installIn(directory);
    }

    @Override
    protected TestedDestination destination() {
        return MemoryPlugin.tested(folder);
    }
}
