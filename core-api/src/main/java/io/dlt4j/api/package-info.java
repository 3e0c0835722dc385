/** What a plugin author sees. Start with {@link io.dlt4j.api.DestinationFactory}. */
@NullMarked
package io.dlt4j.api;

import org.jspecify.annotations.NullMarked;
