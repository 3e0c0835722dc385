/** Load packages on disk and the pipeline state that travels with them. */
@NullMarked
package io.dlt4j.pack;

import org.jspecify.annotations.NullMarked;
