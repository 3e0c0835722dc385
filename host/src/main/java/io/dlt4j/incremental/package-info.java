/**
 * Incremental cursors: which items of a resource are new since the last run, and what has to be remembered to tell.
 *
 * <p>The rules and the form of the state are those of dlt 1.26, so that either tool goes on where the other one stopped.
 */
@NullMarked
package io.dlt4j.incremental;

import org.jspecify.annotations.NullMarked;
