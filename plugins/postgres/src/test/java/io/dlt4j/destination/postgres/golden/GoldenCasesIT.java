package io.dlt4j.destination.postgres.golden;

import io.dlt4j.golden.GoldenCases;
import io.dlt4j.golden.GoldenDestination;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Against a server that the test starts. {@code -Dgolden.dir} names another directory of cases. */
class GoldenCasesIT extends GoldenCases {

    private static GoldenServer server;

    @BeforeAll
    static void start() throws IOException {
        server = GoldenServer.start("golden_data");
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Override
    protected GoldenDestination destination() {
        return server;
    }
}
