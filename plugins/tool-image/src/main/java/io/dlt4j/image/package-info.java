/** The command {@code dlt4j image}. */
@org.jspecify.annotations.NullMarked
package io.dlt4j.image;
