/** The exception, its codes and categories. */
@NullMarked
package io.dlt4j.api.error;

import org.jspecify.annotations.NullMarked;
