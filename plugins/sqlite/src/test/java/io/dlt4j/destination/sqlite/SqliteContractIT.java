package io.dlt4j.destination.sqlite;

import io.dlt4j.testkit.DestinationContract;
import io.dlt4j.testkit.TestedDestination;
import java.nio.file.Path;

/** The contracts, with the plugin as it is installed. */
final class SqliteContractIT extends DestinationContract {

    private static final Path PLUGIN = Path.of(System.getProperty("plugin.directory", "target/plugin/sqlite"));

    @Override
    protected TestedDestination destination() {
        return TestedDestination.of("sqlite", PLUGIN)
                .settingIn("database", scratch -> scratch.resolve("loaded.db").toString())
                .wrongSetting("database", "/proc/nowhere/loaded.db")
                .build();
    }
}
