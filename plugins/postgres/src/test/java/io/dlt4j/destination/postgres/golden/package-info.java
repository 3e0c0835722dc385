/** The cases recorded from the reference, run against PostgreSQL. */
@NullMarked
package io.dlt4j.destination.postgres.golden;

import org.jspecify.annotations.NullMarked;
