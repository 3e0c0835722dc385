/**
 * A destination that keeps its tables in memory, and a journal of them in a file: for tests of pipelines, and the proof that the
 * contracts can be passed. Start with {@link io.dlt4j.testkit.memory.Memory}.
 */
@NullMarked
package io.dlt4j.testkit.memory;

import org.jspecify.annotations.NullMarked;
