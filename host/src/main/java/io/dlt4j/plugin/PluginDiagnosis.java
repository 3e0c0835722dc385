package io.dlt4j.plugin;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * What an examination of a plugin brought to light. Unlike {@link PluginInfo} it took loading the plugin's classes.
 *
 * @param plugin what is known of it without that
 * @param findings what is wrong with it, the worst first; empty if nothing is
 */
public record PluginDiagnosis(PluginInfo plugin, List<Finding> findings) {

    /** Checks and copies the parts. */
    public PluginDiagnosis {
        requireNonNull(plugin, "plugin is null");
        findings = List.copyOf(findings);
    }

    /**
     * Something that is wrong with a plugin.
     *
     * @param code the kind of problem
     * @param reason a clause without a full stop
     * @param nextStep what the user can do
     * @param fatal whether the plugin cannot be used because of it
     * @param cause what was thrown, if anything
     */
    public record Finding(PluginError code, String reason, String nextStep, boolean fatal, Optional<Throwable> cause) {

        /** Checks the parts. */
        public Finding {
            requireNonNull(code, "code is null");
            requireNonNull(reason, "reason is null");
            requireNonNull(nextStep, "nextStep is null");
            requireNonNull(cause, "cause is null");
        }

        static Finding fatal(PluginProblem problem) {
            return new Finding(
                    problem.code(), problem.reason(), problem.nextStep(), true, Optional.ofNullable(problem.cause()));
        }

        static Finding warning(PluginError code, String reason, String nextStep) {
            return new Finding(code, reason, nextStep, false, Optional.empty());
        }
    }

    /** Whether nothing stands against using it. */
    public boolean isUsable() {
        return findings.stream().noneMatch(Finding::fatal);
    }
}
