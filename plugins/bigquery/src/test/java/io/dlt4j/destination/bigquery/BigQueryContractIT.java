package io.dlt4j.destination.bigquery;

import io.dlt4j.api.config.Secret;
import io.dlt4j.destination.bigquery.server.BigQueryServer;
import io.dlt4j.testkit.DestinationContract;
import io.dlt4j.testkit.TestedDestination;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;

/** The contracts, with the plugin as it is installed and a server of the tests. */
final class BigQueryContractIT extends DestinationContract {

    private static final Path PLUGIN = Path.of(System.getProperty("plugin.directory", "target/plugin/bigquery"));
    private static final BigQueryServer SERVER = BigQueryServer.start("contracts");
    private static final String FOREIGN_KEY = foreignKey();

    private static String foreignKey() {
        try (BigQueryServer other = BigQueryServer.start("contracts")) {
            return other.keyFile().replace(other.endpoint(), SERVER.endpoint());
        }
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Override
    protected TestedDestination destination() {
        return TestedDestination.of("bigquery", PLUGIN)
                .setting("credentials", Secret.of(SERVER.keyFile()))
                .setting("api_endpoint", SERVER.endpoint())
                .wrongSetting("credentials", Secret.of(FOREIGN_KEY))
                .build();
    }
}
