/** Destinations that are functions of the embedding program: rows go back into its own systems. */
@NullMarked
package io.dlt4j.sink;

import org.jspecify.annotations.NullMarked;
