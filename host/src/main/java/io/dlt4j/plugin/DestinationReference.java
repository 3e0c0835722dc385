package io.dlt4j.plugin;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.config.ConfigField;
import io.dlt4j.api.error.DltException;
import io.dlt4j.config.Config;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A destination as a user named it, resolved to its type. Says nothing about whether its plugin is in working order.
 *
 * @param type the plugin's destination type, for example {@code duckdb}
 * @param canonicalType what the pipeline's state stores: {@code dlt.destinations.<type>} for the types of the reference, the
 *     class name of the factory for others
 * @param explicitName the name the user gave it, also if it is that of the type
 */
public record DestinationReference(String type, String canonicalType, Optional<String> explicitName) {

    private static final String PREFIX = "dlt.destinations.";
    private static final String IMPLEMENTATIONS = ".destinations.impl.";
    private static final ConfigField<String> DESTINATION_TYPE = ConfigField.text("destination_type");

    /** The destinations of dlt 1.26, whose names no plugin uses for anything else. */
    private static final Set<String> REFERENCE_TYPES = Set.of(
            "postgres",
            "snowflake",
            "filesystem",
            "duckdb",
            "ducklake",
            "dummy",
            "mssql",
            "fabric",
            "bigquery",
            "athena",
            "redshift",
            "qdrant",
            "lancedb",
            "lance",
            "motherduck",
            "weaviate",
            "synapse",
            "databricks",
            "dremio",
            "clickhouse",
            "destination",
            "sqlalchemy");

    /** Checks the parts. */
    public DestinationReference {
        requireNonNull(type, "type is null");
        requireNonNull(canonicalType, "canonicalType is null");
        requireNonNull(explicitName, "explicitName is null");
    }

    /** The name that its configuration and the load infos use. */
    public String name() {
        return explicitName.orElse(type);
    }

    /** {@code name (canonical type)}, for messages. */
    public String description() {
        return name() + " (" + canonicalType + ")";
    }

    /**
     * Resolves what a user wrote: a type, its {@code dlt.destinations.} spelling, the class name of a factory, or, unless a
     * name is given, a name whose type is configured as {@code destination.<name>.destination_type}.
     *
     * @param reference what the user wrote
     * @param name the name the user gave the destination
     * @throws DltException {@link PluginError#PLUGIN_MISSING} if it is none of these; the message says what was tried, and the
     *     cause is an {@link UnknownDestination}
     */
    public static DestinationReference resolve(
            String reference, Optional<String> name, Config config, PluginCatalog catalog) {
        Optional<String> named = name.filter(text -> !text.isEmpty());
        List<DestinationTrace> traces = new ArrayList<>();
        if (named.isPresent() || reference.contains(".")) {
            return find(reference, named, catalog, traces)
                    .orElseThrow(() -> UnknownDestination.asType(reference, candidates(reference), traces)
                            .report(catalog.searched()));
        }
        Optional<String> configured =
                config.findExact(DESTINATION_TYPE, "destination", reference).filter(text -> !text.isEmpty());
        return configured
                .flatMap(type -> find(type, Optional.of(reference), catalog, new ArrayList<>()))
                .or(() -> find(reference, Optional.empty(), catalog, traces))
                .orElseThrow(() -> UnknownDestination.asName(reference, candidates(reference), traces, configured)
                        .report(catalog.searched()));
    }

    private static Optional<DestinationReference> find(
            String reference, Optional<String> name, PluginCatalog catalog, List<DestinationTrace> traces) {
        String canonical = canonical(reference);
        if (canonical.startsWith(PREFIX)) {
            String type = canonical.substring(PREFIX.length());
            if (REFERENCE_TYPES.contains(type)) {
                return Optional.of(new DestinationReference(type, canonical, name));
            }
        }
        if (!reference.contains(".")) {
            return catalog.hasDestination(reference)
                    ? Optional.of(new DestinationReference(
                            reference, catalog.factoryName(reference).orElse(reference), name))
                    : Optional.empty();
        }
        return catalog.typeOfFactory(reference)
                .or(() -> catalog.typeOfClass(reference, traces))
                .map(type -> new DestinationReference(
                        type, REFERENCE_TYPES.contains(type) ? PREFIX + type : reference, name));
    }

    private static List<String> candidates(String reference) {
        return reference.contains(".") ? List.of(reference) : List.of(reference, PREFIX + reference);
    }

    /** Puts the prefix before a shorthand, and drops the folders of the reference's implementations. */
    private static String canonical(String reference) {
        if (!reference.contains(".")) {
            return PREFIX + reference;
        }
        int from = reference.indexOf(IMPLEMENTATIONS);
        return from < 0
                ? reference
                : reference.substring(0, from) + ".destinations." + reference.substring(reference.lastIndexOf('.') + 1);
    }
}
