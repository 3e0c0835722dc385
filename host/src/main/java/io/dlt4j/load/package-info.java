/** The load step: moves the job files of normalized packages into a destination, each exactly once. */
@NullMarked
package io.dlt4j.load;

import org.jspecify.annotations.NullMarked;
