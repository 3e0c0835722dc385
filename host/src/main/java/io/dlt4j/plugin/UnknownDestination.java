package io.dlt4j.plugin;

import io.dlt4j.api.error.DltException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Everything that was tried for a reference that is no destination. It is the cause of the {@link DltException} that reports
 * it.
 */
public final class UnknownDestination extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String reference;
    private final transient List<String> candidates;
    private final transient List<DestinationTrace> traces;
    private final transient Optional<String> configuredType;
    private final boolean triedAsName;

    private UnknownDestination(
            String reference,
            List<String> candidates,
            List<DestinationTrace> traces,
            Optional<String> configuredType,
            boolean triedAsName) {
        super("`" + reference + "` is no destination");
        this.reference = reference;
        this.candidates = List.copyOf(candidates);
        this.traces = List.copyOf(traces);
        this.configuredType = configuredType;
        this.triedAsName = triedAsName;
    }

    static UnknownDestination asType(String reference, List<String> candidates, List<DestinationTrace> traces) {
        return new UnknownDestination(reference, candidates, traces, Optional.empty(), false);
    }

    static UnknownDestination asName(
            String reference, List<String> candidates, List<DestinationTrace> traces, Optional<String> configuredType) {
        return new UnknownDestination(reference, candidates, traces, configuredType, true);
    }

    /** What the user wrote. */
    public String reference() {
        return reference;
    }

    /** The full names that it may have stood for, in the order tried. */
    public List<String> candidates() {
        return candidates;
    }

    /** The classes that were tried. */
    public List<DestinationTrace> traces() {
        return traces;
    }

    /** The type that is configured for the destination of that name. */
    public Optional<String> configuredType() {
        return configuredType;
    }

    /** Whether the reference was looked up as the name of a configured destination, too. */
    public boolean wasTriedAsName() {
        return triedAsName;
    }

    /** @param searched the places where plugins were looked for */
    DltException report(String searched) {
        StringBuilder text = new StringBuilder(problem());
        if (!candidates.equals(List.of(reference))) {
            text.append(" Tried as: ").append(String.join(", ", candidates)).append('.');
        }
        if (!traces.isEmpty()) {
            text.append(" Classes tried: ")
                    .append(traces.stream().map(DestinationTrace::toString).collect(Collectors.joining("; ")))
                    .append('.');
        }
        text.append(" Looked in: ").append(searched).append('.');
        return new DltException(PluginError.PLUGIN_MISSING, text.toString(), nextStep(), this);
    }

    private String problem() {
        if (triedAsName) {
            return "`" + reference + "` was attempted as a named destination, but "
                    + configuredType
                            .map(type -> "destination type '" + type + "' is not valid")
                            .orElse("no destination type was configured")
                    + ". dlt4j also tried to resolve '" + reference + "' as a standard destination.";
        }
        return reference.contains(".")
                ? "`" + reference + "` is not registered: no plugin has a destination factory of that name."
                : "`" + reference + "` is not one of the standard dlt destinations, and no plugin brings it.";
    }

    private String nextStep() {
        if (triedAsName) {
            return "Set DESTINATION__" + reference.toUpperCase(Locale.ROOT)
                    + "__DESTINATION_TYPE=duckdb, or destination_type=\"duckdb\" in [destination." + reference
                    + "] of config.toml. If it is the type of a destination: " + InstallHint.of(reference);
        }
        return reference.contains(".")
                ? "Check the name, and that the jar of the plugin is installed."
                : InstallHint.of(reference);
    }
}
