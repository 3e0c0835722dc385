package io.dlt4j.load;

import io.dlt4j.api.capability.Capabilities;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.schema.ReplaceStrategy;
import java.util.List;
import java.util.Optional;

/** Decides how a destination replaces rows. */
final class Replacement {

    private Replacement() {}

    /**
     * The configured strategy, else the destination's first; truncation where it names none.
     *
     * @throws DltException if the configured one is not among the destination's
     */
    static ReplaceStrategy strategy(Optional<ReplaceStrategy> configured, Capabilities destination) {
        List<String> supported = destination.replaceStrategies();
        if (configured.isPresent()) {
            ReplaceStrategy wanted = configured.get();
            if (wanted != ReplaceStrategy.TRUNCATE_AND_INSERT && !supported.contains(wanted.text())) {
                throw new DltException(
                        LoadError.LOAD_REPLACE_STRATEGY_UNSUPPORTED,
                        "replace_strategy is '" + wanted.text() + "', which destination '" + destination.type()
                                + "' does not do.",
                        "Set it to one of its strategies: " + String.join(", ", supported) + ".");
            }
            return wanted;
        }
        return supported.isEmpty()
                ? ReplaceStrategy.TRUNCATE_AND_INSERT
                : ReplaceStrategy.find(supported.get(0)).orElse(ReplaceStrategy.TRUNCATE_AND_INSERT);
    }
}
