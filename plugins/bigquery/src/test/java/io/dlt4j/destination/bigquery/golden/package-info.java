/** The cases recorded from the reference, run against the server of the tests. */
@NullMarked
package io.dlt4j.destination.bigquery.golden;

import org.jspecify.annotations.NullMarked;
