package io.dlt4j.destination.postgres;

import io.dlt4j.api.config.Secret;
import io.dlt4j.testkit.DestinationContract;
import io.dlt4j.testkit.TestedDestination;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contracts, with the plugin as it is installed. */
final class PostgresContractIT extends DestinationContract {

    private static final Path PLUGIN = Path.of(System.getProperty("plugin.directory", "target/plugin/postgres"));

    private static TestServer server;

    @BeforeAll
    static void start() throws IOException {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Override
    protected TestedDestination destination() {
        return TestedDestination.of("postgres", PLUGIN)
                .setting("credentials.host", "localhost")
                .setting("credentials.port", (long) server.server().getPort())
                .setting("credentials.database", "postgres")
                .setting("credentials.username", "postgres")
                .setting("credentials.password", Secret.of("hunter2-of-the-contracts"))
                .wrongSetting("credentials.database", "no_such_database")
                .build();
    }
}
