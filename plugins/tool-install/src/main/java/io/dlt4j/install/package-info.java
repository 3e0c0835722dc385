/** The command {@code dlt4j plugins install}. */
@NullMarked
package io.dlt4j.install;

import org.jspecify.annotations.NullMarked;
