/** The PostgreSQL destination. {@link io.dlt4j.destination.postgres.Postgres} is found by the host; everything else is reached through it. */
@NullMarked
package io.dlt4j.destination.postgres;

import org.jspecify.annotations.NullMarked;
