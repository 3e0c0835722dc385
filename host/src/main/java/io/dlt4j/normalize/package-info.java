/**
 * Turns extracted items into typed rows: value types, inference, coercion, row ids, and the normalizer that uses them.
 *
 * <p>Everything here follows dlt 1.26; {@code docs/compatibility.md} lists where it deliberately does not.
 */
@NullMarked
package io.dlt4j.normalize;

import org.jspecify.annotations.NullMarked;
