package io.dlt4j.config;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.capability.Capabilities;
import io.dlt4j.api.capability.CaseFolding;
import io.dlt4j.api.capability.ConfiguredCapability;
import io.dlt4j.api.capability.DecimalPrecision;
import io.dlt4j.api.error.DltException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Capabilities as named values, and other values put in their place.
 *
 * <p>A capability has the name of its key in a sheet, for example {@code case_folding}, and that of the reference's field where
 * it is another one, for example {@code casefold_identifier}.
 */
public final class CapabilityOverrides {

    private static final String FORMATS = "file_formats";
    private static final String STAGING_FORMATS = "staging_file_formats";

    /** Names of the reference by keys of sheets; where they are the same, the key itself. */
    private static final Map<String, String> KEYS = Map.ofEntries(
            Map.entry("supported_loader_file_formats", FORMATS),
            Map.entry("supported_staging_file_formats", STAGING_FORMATS),
            Map.entry("casefold_identifier", "case_folding"),
            Map.entry("has_case_sensitive_identifiers", "case_sensitive_identifiers"),
            Map.entry("max_text_data_type_length", "max_text_length"),
            Map.entry("supports_transactions", "transactions"),
            Map.entry("supports_ddl_transactions", "ddl_transactions"),
            Map.entry("supports_naive_datetime", "naive_timestamps"),
            Map.entry("supported_merge_strategies", "merge_strategies"),
            Map.entry("supported_replace_strategies", "replace_strategies"),
            Map.entry("max_parallel_load_jobs", "max_parallel_jobs"));

    /** Those that put one format in front of the others. */
    private static final Map<String, String> PREFERRED =
            Map.of("preferred_loader_file_format", FORMATS, "preferred_staging_file_format", STAGING_FORMATS);

    private static final Set<String> ALL = allKeys();

    private CapabilityOverrides() {}

    private static Set<String> allKeys() {
        Set<String> keys = new HashSet<>(values(Capabilities.builder("")
                        .namingConvention("")
                        .maxTableNesting(0)
                        .zonedTimestampPrecision(0)
                        .maxParallelJobs(1)
                        .recommendedFileSize(1)
                        .build())
                .keySet());
        keys.remove("type");
        return Set.copyOf(keys);
    }

    /** Whether a capability has that name. */
    public static boolean isCapability(String name) {
        return KEYS.containsKey(name) || PREFERRED.containsKey(name) || ALL.contains(name);
    }

    /** The keys of a sheet that says the same, with all values; those that are absent have none. */
    public static Map<String, Object> values(Capabilities capabilities) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("type", capabilities.type());
        values.put(FORMATS, capabilities.fileFormats());
        values.put(STAGING_FORMATS, capabilities.stagingFileFormats());
        values.put("max_identifier_length", (long) capabilities.maxIdentifierLength());
        values.put("max_column_identifier_length", (long) capabilities.maxColumnIdentifierLength());
        values.put("case_sensitive_identifiers", capabilities.caseSensitiveIdentifiers());
        values.put("case_folding", capabilities.caseFolding().text());
        capabilities.namingConvention().ifPresent(naming -> values.put("naming_convention", naming));
        capabilities.maxTableNesting().ifPresent(nesting -> values.put("max_table_nesting", (long) nesting));
        values.put("decimal_precision", pair(capabilities.decimalPrecision()));
        values.put("wei_precision", pair(capabilities.weiPrecision()));
        values.put("timestamp_precision", (long) capabilities.timestampPrecision());
        values.put("max_timestamp_precision", (long) capabilities.maxTimestampPrecision());
        capabilities
                .zonedTimestampPrecision()
                .ifPresent(digits -> values.put("zoned_timestamp_precision", (long) digits));
        values.put("max_text_length", capabilities.maxTextLength());
        values.put("max_query_length", (long) capabilities.maxQueryLength());
        values.put("ddl_transactions", capabilities.ddlTransactions());
        values.put("transactions", capabilities.transactions());
        values.put("naive_timestamps", capabilities.naiveTimestamps());
        values.put("merge_strategies", capabilities.mergeStrategies());
        values.put("replace_strategies", capabilities.replaceStrategies());
        capabilities.maxParallelJobs().ifPresent(jobs -> values.put("max_parallel_jobs", (long) jobs));
        values.put("max_files_per_job", (long) capabilities.maxFilesPerJob());
        capabilities.recommendedFileSize().ifPresent(bytes -> values.put("recommended_file_size", bytes));
        values.put("compressed_text", capabilities.compressedText());
        values.put("empty_files", capabilities.emptyFiles());
        values.put("stage", capabilities.stage());
        values.put("at_least_once", capabilities.atLeastOnce());
        values.put("nul_characters", capabilities.nulCharacters());
        values.put("sql_literals", capabilities.sqlLiterals().text());
        if (!capabilities.configured().isEmpty()) {
            values.put(
                    "configured",
                    capabilities.configured().stream()
                            .map(CapabilityOverrides::rule)
                            .toList());
        }
        return values;
    }

    /**
     * Capabilities with other values.
     *
     * @param overrides by name; {@code null} stands for the default of the capability, and what is not the name of one does
     *     not count
     * @throws DltException {@link ConfigError#CONFIG_CAPABILITIES_INVALID} if a capability cannot have that value
     */
    public static Capabilities apply(Capabilities capabilities, Map<String, ? extends @Nullable Object> overrides) {
        Map<String, Object> values = values(capabilities);
        boolean changed = false;
        for (Map.Entry<String, ? extends @Nullable Object> override : overrides.entrySet()) {
            if (isCapability(override.getKey())) {
                put(values, override.getKey(), override.getValue());
                changed = true;
            }
        }
        // A preferred format goes to the front of whatever formats there are then.
        PREFERRED.forEach((name, key) -> {
            if (overrides.get(name) != null) {
                values.put(key, preferred(requireNonNull(overrides.get(name)), values.get(key)));
            }
        });
        return changed ? parsed(values, capabilities.type()) : capabilities;
    }

    private static void put(Map<String, Object> values, String name, @Nullable Object value) {
        if (PREFERRED.containsKey(name)) {
            return;
        }
        String key = KEYS.getOrDefault(name, name);
        if (value == null) {
            values.remove(key);
        } else {
            values.put(key, sheetValue(value));
        }
    }

    private static List<String> preferred(Object format, @Nullable Object formats) {
        List<String> all = new ArrayList<>();
        all.add(String.valueOf(format));
        if (formats instanceof Collection<?> others) {
            others.stream()
                    .map(String::valueOf)
                    .filter(other -> !all.contains(other))
                    .forEach(all::add);
        }
        return all;
    }

    private static Capabilities parsed(Map<String, Object> values, String type) {
        try {
            return new CapabilityKeys(values).capabilities();
        } catch (IllegalArgumentException e) {
            throw new DltException(
                    ConfigError.CONFIG_CAPABILITIES_INVALID,
                    "A capability given for destination type '" + type + "' cannot be: " + e.getMessage() + ".",
                    "Correct the value where the destination is made.");
        }
    }

    /** A value of Java or of a configuration as a sheet has it. */
    private static Object sheetValue(Object value) {
        if (value instanceof Integer || value instanceof Short) {
            return ((Number) value).longValue();
        }
        if (value instanceof DecimalPrecision precision) {
            return pair(precision);
        }
        if (value instanceof CaseFolding folding) {
            return folding.text();
        }
        if (value instanceof Collection<?> elements) {
            return elements.stream().map(CapabilityOverrides::sheetValue).toList();
        }
        return value instanceof CharSequence ? value.toString() : value;
    }

    private static List<Object> pair(DecimalPrecision precision) {
        return List.of((long) precision.precision(), (long) precision.scale());
    }

    private static Map<String, Object> rule(ConfiguredCapability rule) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("capability", rule.capability());
        values.put("field", rule.field());
        rule.condition().ifPresent(condition -> values.put("condition", condition));
        return values;
    }
}
