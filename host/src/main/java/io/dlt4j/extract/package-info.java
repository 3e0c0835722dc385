/** Reading sources: which files there are, and their content cut into parts that can be normalized in parallel. */
@NullMarked
package io.dlt4j.extract;

import org.jspecify.annotations.NullMarked;
