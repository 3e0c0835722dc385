/** The client of a destination, the jobs it runs and what becomes of them. */
@NullMarked
package io.dlt4j.api.load;

import org.jspecify.annotations.NullMarked;
