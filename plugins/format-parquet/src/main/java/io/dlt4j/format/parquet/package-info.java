/** Writes Parquet job files, without any library. */
@NullMarked
package io.dlt4j.format.parquet;

import org.jspecify.annotations.NullMarked;
