/**
 * The DuckDB destination. {@link io.dlt4j.destination.duckdb.DuckDb} is found by the host; everything else is reached
 * through it and needs the driver.
 */
@NullMarked
package io.dlt4j.destination.duckdb;

import org.jspecify.annotations.NullMarked;
