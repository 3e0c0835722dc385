/** Whole runs of pipelines against the server of the tests or, where one is named, a project of the service. */
@NullMarked
package io.dlt4j.destination.bigquery.e2e;

import org.jspecify.annotations.NullMarked;
