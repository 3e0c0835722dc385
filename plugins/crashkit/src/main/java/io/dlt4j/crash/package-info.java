/**
 * Tests that kill: a dlt4j command line is ended by SIGKILL at its labelled steps and at random times, started again until it ends by
 * itself, and then the dataset is compared with that of an undisturbed run. A destination's tests extend {@link
 * io.dlt4j.crash.CrashMatrix}.
 */
@NullMarked
package io.dlt4j.crash;

import org.jspecify.annotations.NullMarked;
