/** Declarations of configuration and credentials, as data; {@link io.dlt4j.api.config.Secret} for what must not be seen. */
@NullMarked
package io.dlt4j.api.config;

import org.jspecify.annotations.NullMarked;
