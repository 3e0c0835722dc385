/** The whole tool, as its user meets it: command lines in processes of their own, and what they leave in DuckDB. */
@NullMarked
package io.dlt4j.destination.duckdb.e2e;

import org.jspecify.annotations.NullMarked;
