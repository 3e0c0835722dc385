/**
 * A server of BigQuery's protocol for tests: the REST resources as Google's client calls them, with DuckDB running the load and
 * query jobs. {@link io.dlt4j.destination.bigquery.server.BigQueryServer} is where to begin.
 */
@NullMarked
package io.dlt4j.destination.bigquery.server;

import org.jspecify.annotations.NullMarked;
