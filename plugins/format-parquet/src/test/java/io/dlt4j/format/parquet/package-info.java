@NullMarked
package io.dlt4j.format.parquet;

import org.jspecify.annotations.NullMarked;
