package io.dlt4j.config;

import io.dlt4j.api.capability.Capabilities;
import io.dlt4j.api.capability.CaseFolding;
import io.dlt4j.api.capability.ConfiguredCapability;
import io.dlt4j.api.capability.DecimalPrecision;
import io.dlt4j.api.capability.SqlLiterals;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sets the properties of capabilities from the keys of a sheet.
 *
 * @param values the sheet as parsed
 */
record CapabilityKeys(Map<?, ?> values) {

    /** @throws IllegalArgumentException if a key is unknown or its value is not what the key takes; the message names it */
    Capabilities capabilities() {
        Capabilities.Builder builder = Capabilities.builder(text("type"));
        for (Object key : values.keySet()) {
            String name = String.valueOf(key);
            if (!name.equals("type")
                    && !setFormat(builder, name)
                    && !setIdentifier(builder, name)
                    && !setLimit(builder, name)) {
                throw new IllegalArgumentException("unknown key `" + name + "`");
            }
        }
        return builder.build();
    }

    private boolean setFormat(Capabilities.Builder builder, String key) {
        switch (key) {
            case "file_formats":
                builder.fileFormats(texts(key));
                return true;
            case "staging_file_formats":
                builder.stagingFileFormats(texts(key));
                return true;
            case "merge_strategies":
                builder.mergeStrategies(texts(key));
                return true;
            case "replace_strategies":
                builder.replaceStrategies(texts(key));
                return true;
            case "compressed_text":
                builder.compressedText(bool(key));
                return true;
            case "empty_files":
                builder.emptyFiles(bool(key));
                return true;
            case "stage":
                builder.stage(bool(key));
                return true;
            case "at_least_once":
                builder.atLeastOnce(texts(key));
                return true;
            case "nul_characters":
                builder.nulCharacters(bool(key));
                return true;
            case "sql_literals":
                builder.sqlLiterals(literals(key));
                return true;
            case "transactions":
                builder.transactions(bool(key));
                return true;
            case "ddl_transactions":
                builder.ddlTransactions(bool(key));
                return true;
            case "naive_timestamps":
                builder.naiveTimestamps(bool(key));
                return true;
            case "configured":
                builder.configured(configured(key));
                return true;
            default:
                return false;
        }
    }

    private boolean setIdentifier(Capabilities.Builder builder, String key) {
        switch (key) {
            case "max_identifier_length":
                builder.maxIdentifierLength(integer(key, 1));
                return true;
            case "max_column_identifier_length":
                builder.maxColumnIdentifierLength(integer(key, 1));
                return true;
            case "case_sensitive_identifiers":
                builder.caseSensitiveIdentifiers(bool(key));
                return true;
            case "case_folding":
                builder.caseFolding(folding(key));
                return true;
            case "naming_convention":
                builder.namingConvention(text(key));
                return true;
            case "max_table_nesting":
                builder.maxTableNesting(integer(key, 0));
                return true;
            default:
                return false;
        }
    }

    private boolean setLimit(Capabilities.Builder builder, String key) {
        switch (key) {
            case "decimal_precision":
                builder.decimalPrecision(precision(key));
                return true;
            case "wei_precision":
                builder.weiPrecision(precision(key));
                return true;
            case "timestamp_precision":
                builder.timestampPrecision(integer(key, 0));
                return true;
            case "max_timestamp_precision":
                builder.maxTimestampPrecision(integer(key, 0));
                return true;
            case "zoned_timestamp_precision":
                builder.zonedTimestampPrecision(integer(key, 0));
                return true;
            case "max_text_length":
                builder.maxTextLength(whole(key, 1));
                return true;
            case "max_query_length":
                builder.maxQueryLength(integer(key, 1));
                return true;
            case "max_parallel_jobs":
                builder.maxParallelJobs(integer(key, 1));
                return true;
            case "max_files_per_job":
                builder.maxFilesPerJob(integer(key, 1));
                return true;
            case "recommended_file_size":
                builder.recommendedFileSize(whole(key, 1));
                return true;
            default:
                return false;
        }
    }

    private String text(String key) {
        if (values.get(key) instanceof String text && !text.isEmpty()) {
            return text;
        }
        throw wrong(key, "a text");
    }

    private boolean bool(String key) {
        if (values.get(key) instanceof Boolean bool) {
            return bool;
        }
        throw wrong(key, "true or false");
    }

    private long whole(String key, long least) {
        if (values.get(key) instanceof Long number && number >= least) {
            return number;
        }
        throw wrong(key, "an integer from " + least + " on");
    }

    private int integer(String key, int least) {
        long number = whole(key, least);
        if (number > Integer.MAX_VALUE) {
            throw wrong(key, "at most " + Integer.MAX_VALUE);
        }
        return (int) number;
    }

    private List<String> texts(String key) {
        if (!(values.get(key) instanceof List<?> elements)) {
            throw wrong(key, "a list of texts");
        }
        List<String> texts = new ArrayList<>(elements.size());
        for (Object element : elements) {
            if (!(element instanceof String text)) {
                throw wrong(key, "a list of texts");
            }
            texts.add(text);
        }
        return texts;
    }

    private List<ConfiguredCapability> configured(String key) {
        if (!(values.get(key) instanceof List<?> elements)) {
            throw wrong(key, "a list of objects");
        }
        List<ConfiguredCapability> rules = new ArrayList<>(elements.size());
        for (Object element : elements) {
            if (!(element instanceof Map<?, ?> rule
                    && rule.get("capability") instanceof String capability
                    && rule.get("field") instanceof String field)) {
                throw wrong(key, "objects with the texts capability, field and maybe condition");
            }
            Optional<String> condition =
                    Optional.ofNullable(rule.get("condition")).map(String::valueOf);
            rules.add(new ConfiguredCapability(capability, field, condition));
        }
        return rules;
    }

    private DecimalPrecision precision(String key) {
        if (values.get(key) instanceof List<?> pair
                && pair.size() == 2
                && pair.get(0) instanceof Long precision
                && pair.get(1) instanceof Long scale) {
            return new DecimalPrecision(precision.intValue(), scale.intValue());
        }
        throw wrong(key, "[precision, scale]");
    }

    private CaseFolding folding(String key) {
        String text = text(key);
        for (CaseFolding folding : CaseFolding.values()) {
            if (folding.text().equals(text)) {
                return folding;
            }
        }
        throw wrong(key, "none, lower or upper");
    }

    private SqlLiterals literals(String key) {
        String text = text(key);
        for (SqlLiterals literals : SqlLiterals.values()) {
            if (literals.text().equals(text)) {
                return literals;
            }
        }
        throw wrong(key, "standard or postgres");
    }

    private IllegalArgumentException wrong(String key, String expected) {
        return new IllegalArgumentException("`" + key + "` is " + values.get(key) + ", expected " + expected);
    }
}
