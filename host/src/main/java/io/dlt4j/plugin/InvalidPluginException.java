package io.dlt4j.plugin;

import org.jspecify.annotations.Nullable;

/** Says why something is not a plugin; becomes the reason that the plugin is unavailable, and never leaves this package. */
final class InvalidPluginException extends Exception {

    private static final long serialVersionUID = 1L;

    InvalidPluginException(String reason) {
        this(reason, null);
    }

    InvalidPluginException(String reason, @Nullable Throwable cause) {
        super(reason, cause);
    }
}
