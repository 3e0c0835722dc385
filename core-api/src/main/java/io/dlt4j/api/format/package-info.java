/** Job file formats: writers over typed column batches. */
@NullMarked
package io.dlt4j.api.format;

import org.jspecify.annotations.NullMarked;
