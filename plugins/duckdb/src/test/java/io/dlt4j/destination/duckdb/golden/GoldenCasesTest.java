package io.dlt4j.destination.duckdb.golden;

import io.dlt4j.golden.GoldenCases;
import io.dlt4j.golden.GoldenDestination;

/** Against a file for each case. {@code -Dgolden.dir} names another directory of cases. */
class GoldenCasesTest extends GoldenCases {

    @Override
    protected GoldenDestination destination() {
        return new DuckDbFile("golden.duckdb");
    }
}
