package io.dlt4j;

import io.dlt4j.api.capability.Capabilities;
import io.dlt4j.api.capability.DecimalPrecision;
import io.dlt4j.api.schema.MergeStrategy;
import io.dlt4j.config.CapabilitySheet;
import io.dlt4j.config.Config;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The rules that data is extracted and normalized by.
 *
 * @param capabilities those of the destination as it is configured, or generic ones where there is none
 * @param sheetHash identifies what in them decides names, nesting and ids
 * @param policy what configuration and destination say of schemas
 * @param schemaName the default schema, whose naming convention the capabilities are adjusted to
 */
record Rules(Capabilities capabilities, String sheetHash, SchemaPolicy policy, String schemaName) {

    private static final Capabilities GENERIC = Capabilities.builder("")
            .fileFormats(List.of("jsonl"))
            .weiPrecision(new DecimalPrecision(78, 0))
            .mergeStrategies(Arrays.stream(MergeStrategy.values())
                    .map(MergeStrategy::text)
                    .toList())
            .build();

    /** @param defaultNaming the convention where nobody names one */
    static Rules of(Config config, Optional<Target> destination, String schemaName, String defaultNaming) {
        Capabilities plain = destination.map(to -> to.capabilities(config)).orElse(GENERIC);
        SchemaPolicy policy = new SchemaPolicy(config, plain, destination, defaultNaming);
        Capabilities adjusted = destination
                .map(to -> to.capabilities(config, policy.naming(schemaName)))
                .orElse(plain);
        return new Rules(adjusted, CapabilitySheet.sheetHash(adjusted), policy, schemaName);
    }

    /** Those of the same pipeline with another destination. */
    Rules withDestination(Config config, Target destination) {
        return of(config, Optional.of(destination), schemaName, policy.defaultNaming());
    }
}
