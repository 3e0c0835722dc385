/**
 * Contracts that prove a destination plugin right. Start with {@link io.dlt4j.testkit.DestinationContract}: a class in the plugin's
 * own tests extends it and says where the packaged plugin is. Each contract drives the plugin as it is installed through the
 * real host, and tells which clause of the API is broken.
 */
@NullMarked
package io.dlt4j.testkit;

import org.jspecify.annotations.NullMarked;
