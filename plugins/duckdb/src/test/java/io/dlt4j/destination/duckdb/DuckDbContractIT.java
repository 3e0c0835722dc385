package io.dlt4j.destination.duckdb;

import io.dlt4j.testkit.DestinationContract;
import io.dlt4j.testkit.TestedDestination;
import java.nio.file.Path;

/** The contracts, with the plugin as it is installed. */
final class DuckDbContractIT extends DestinationContract {

    private static final Path PLUGIN = Path.of(System.getProperty("plugin.directory", "target/plugin/duckdb"));

    @Override
    protected TestedDestination destination() {
        return TestedDestination.of("duckdb", PLUGIN)
                .settingIn(
                        "credentials",
                        scratch -> scratch.resolve("tested.duckdb").toString())
                .wrongSetting("credentials", "/proc/nowhere/tested.duckdb")
                .build();
    }
}
