package io.dlt4j.plugin;

import io.dlt4j.api.ApiVersion;
import io.dlt4j.api.error.DltException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a plugin cannot be used.
 *
 * @param code the kind of problem
 * @param reason a clause without a full stop
 * @param nextStep what the user can do
 * @param cause what was thrown, if anything
 */
record PluginProblem(
        PluginError code,
        String reason,
        String nextStep,
        @Nullable Throwable cause) {

    static PluginProblem invalid(String reason, @Nullable Throwable cause) {
        return new PluginProblem(
                PluginError.PLUGIN_INVALID, reason, "Install the plugin again, or remove its folder.", cause);
    }

    /**
     * Tells a class that is not there from code that fails.
     *
     * @param libraries Maven coordinates of what should be in the plugin's lib folder, if it says so
     */
    static PluginProblem of(Throwable failure, List<String> libraries) {
        if (failure instanceof NoClassDefFoundError || failure instanceof ClassNotFoundException) {
            return new PluginProblem(
                    PluginError.PLUGIN_INCOMPLETE,
                    "the class " + String.valueOf(failure.getMessage()).replace('/', '.') + " is not there",
                    libraries.isEmpty()
                            ? "Check that the plugin's lib folder has all of its jars, or install it again."
                            : "Put " + String.join(", ", libraries)
                                    + " into the plugin's lib folder (on a class path: beside it), or install the plugin"
                                    + " again.",
                    failure);
        }
        Throwable shown = failure instanceof ExceptionInInitializerError && failure.getCause() != null
                ? failure.getCause()
                : failure;
        return new PluginProblem(
                PluginError.PLUGIN_BROKEN,
                "its code failed: " + shown,
                "Report this to the author of the plugin, or use another version of it.",
                failure);
    }

    /** Fails closed: a version that cannot be read is not accepted. */
    static Optional<PluginProblem> ofApi(String api) {
        try {
            if (ApiVersion.parse(ApiVersion.CURRENT).accepts(ApiVersion.parse(api))) {
                return Optional.empty();
            }
        } catch (IllegalArgumentException e) {
            return Optional.of(invalid("its API version '" + api + "' is not major.minor", e));
        }
        return Optional.of(new PluginProblem(
                PluginError.PLUGIN_API_UNSUPPORTED,
                "it was compiled against API " + api + ", and this dlt4j has API " + ApiVersion.CURRENT,
                "Install a version of the plugin for API " + ApiVersion.CURRENT + ", or another version of dlt4j.",
                null));
    }

    DltException toException(String pluginId, String location) {
        return new DltException(
                code, "Plugin '" + pluginId + "' in " + location + " cannot be used: " + reason + ".", nextStep, cause);
    }
}
