/** The BigQuery destination. {@link io.dlt4j.destination.bigquery.BigQuery} is found by the host; everything else is reached through it. */
@NullMarked
package io.dlt4j.destination.bigquery;

import org.jspecify.annotations.NullMarked;
