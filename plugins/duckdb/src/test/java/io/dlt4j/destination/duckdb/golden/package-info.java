/** The cases recorded from the reference, run against DuckDB. */
@NullMarked
package io.dlt4j.destination.duckdb.golden;

import org.jspecify.annotations.NullMarked;
