package io.dlt4j.destination.bigquery.golden;

import io.dlt4j.golden.GoldenCases;
import io.dlt4j.golden.GoldenDestination;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Against a server that the test starts. {@code -Dgolden.dir} names another directory of cases. */
class GoldenCasesIT extends GoldenCases {

    private static GoldenServer server;

    @BeforeAll
    static void start() {
        server = new GoldenServer("golden_data");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Override
    protected GoldenDestination destination() {
        return server;
    }
}
