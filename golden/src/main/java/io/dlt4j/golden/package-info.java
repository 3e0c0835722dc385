/** The cases recorded from the reference, and how they are run against a destination. */
@NullMarked
package io.dlt4j.golden;

import org.jspecify.annotations.NullMarked;
