package io.dlt4j.plugin;

import io.dlt4j.api.error.ErrorCategory;
import io.dlt4j.api.error.ErrorCode;

/** What can be wrong with plugins. Reported only for the plugin that is asked for. */
public enum PluginError implements ErrorCode {
    /** Nothing brings the destination or format. */
    PLUGIN_MISSING(ErrorCategory.USER),
    /** Several places bring it. */
    PLUGIN_DUPLICATE(ErrorCategory.USER),
    /** The plugin was compiled against an API that this host does not have. */
    PLUGIN_API_UNSUPPORTED(ErrorCategory.USER),
    /** The folder or the jar is not what a plugin must be. */
    PLUGIN_INVALID(ErrorCategory.USER),
    /** Classes that the plugin needs are not there. */
    PLUGIN_INCOMPLETE(ErrorCategory.USER),
    /** An examination found plugins that cannot be used. */
    PLUGIN_UNUSABLE(ErrorCategory.USER),
    /** A plugin cannot be fetched, or not be put where it belongs. */
    PLUGIN_INSTALL_FAILED(ErrorCategory.EXTERNAL),
    /** Files of a plugin are not those that were installed. */
    PLUGIN_CHECKSUM_MISMATCH(ErrorCategory.USER),
    /** The plugin's code failed where it must not. */
    PLUGIN_BROKEN(ErrorCategory.INTERNAL);

    private final ErrorCategory category;

    PluginError(ErrorCategory category) {
        this.category = category;
    }

    @Override
    public ErrorCategory category() {
        return category;
    }
}
