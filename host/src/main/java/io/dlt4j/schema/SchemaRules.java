package io.dlt4j.schema;

import static java.util.Map.entry;

import io.dlt4j.api.schema.DataType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What may stand where in a schema document. Any key that begins with {@code x-} is allowed as well. */
final class SchemaRules {

    private static final ValueRule TEXT = ValueRule.TEXT;
    private static final ValueRule BOOL = ValueRule.BOOL;
    private static final ValueRule INTEGER = ValueRule.INTEGER;
    private static final ValueRule TEXTS = ValueRule.listOf(TEXT);
    private static final ValueRule PATTERNS = ValueRule.listOf(ValueRule.SIMPLE_REGEX);

    private static final ValueRule DATA_TYPE =
            ValueRule.oneOf(Arrays.stream(DataType.values()).map(DataType::text).toList());
    private static final ValueRule MODE = ValueRule.oneOf(
            Arrays.stream(ContractMode.values()).map(ContractMode::text).toList());
    private static final ValueRule CONTRACT =
            ValueRule.either(MODE, ValueRule.object(Map.of("tables", MODE, "columns", MODE, "data_type", MODE)));

    private static final ValueRule COLUMN = ValueRule.object(Map.ofEntries(
            entry("name", TEXT),
            entry("data_type", DATA_TYPE),
            entry("nullable", BOOL),
            entry("precision", INTEGER),
            entry("scale", INTEGER),
            entry("timezone", BOOL),
            entry("partition", BOOL),
            entry("cluster", BOOL),
            entry("unique", BOOL),
            entry("sort", BOOL),
            entry("primary_key", BOOL),
            entry("merge_key", BOOL),
            entry("row_key", BOOL),
            entry("parent_key", BOOL),
            entry("root_key", BOOL),
            entry("hard_delete", BOOL),
            entry("variant", BOOL),
            entry("incremental", BOOL),
            entry("dedup_sort", ValueRule.oneOf(List.of("asc", "desc"))),
            entry("description", TEXT)));

    private static final ValueRule REFERENCE = ValueRule.object(Map.of(
            "referenced_table", TEXT,
            "columns", TEXTS,
            "referenced_columns", TEXTS,
            "label", TEXT,
            "cardinality",
                    ValueRule.oneOf(List.of(
                            "zero_to_one",
                            "one_to_zero",
                            "zero_to_many",
                            "many_to_zero",
                            "one_to_many",
                            "many_to_one",
                            "one_to_one",
                            "many_to_many"))));

    private static final ValueRule TABLE = ValueRule.object(Map.ofEntries(
            entry("name", TEXT),
            entry("description", TEXT),
            entry("columns", ValueRule.mapOf(COLUMN)),
            entry("parent", TEXT),
            entry("resource", TEXT),
            entry("write_disposition", ValueRule.oneOf(List.of("skip", "append", "replace", "merge"))),
            entry("references", ValueRule.listOf(REFERENCE)),
            entry("schema_contract", CONTRACT),
            entry("table_sealed", BOOL),
            entry("table_format", ValueRule.oneOf(List.of("iceberg", "delta", "hive", "native"))),
            // a format name may be a plugin's: the writer is looked up when it is needed
            entry("file_format", TEXT),
            entry("filters", ValueRule.object(Map.of("includes", PATTERNS, "excludes", PATTERNS)))));

    private static final ValueRule SETTINGS = ValueRule.object(Map.of(
            "schema_contract",
            CONTRACT,
            "detections",
            ValueRule.listOf(ValueRule.oneOf(List.of(
                    "timestamp", "iso_timestamp", "iso_date", "large_integer", "hexbytes_to_text", "wei_to_double"))),
            "default_hints",
            ValueRule.mapOf(PATTERNS),
            "preferred_types",
            ValueRule.mapOf(DATA_TYPE)));

    private static final ValueRule COLUMN_MAP = ValueRule.mapOf(TEXT);

    private static final ValueRule RELATIONAL_CONFIG = ValueRule.object(Map.of(
            "max_nesting", INTEGER,
            "root_key_propagation", BOOL,
            "propagation", ValueRule.object(Map.of("root", COLUMN_MAP, "tables", ValueRule.mapOf(COLUMN_MAP)))));

    private static final ValueRule NORMALIZERS = ValueRule.object(Map.of(
            "names", TEXT,
            "json", ValueRule.object(Map.of("module", TEXT, "config", RELATIONAL_CONFIG)),
            "use_break_path_on_normalize", BOOL,
            "allow_identifier_change_on_table_with_data", BOOL));

    private static final ValueRule SCHEMA = ValueRule.object(Map.ofEntries(
            entry("version", INTEGER),
            entry("version_hash", TEXT),
            entry("engine_version", INTEGER),
            entry("name", TEXT),
            entry("tables", ValueRule.mapOf(TABLE)),
            entry("settings", SETTINGS),
            entry("normalizers", NORMALIZERS),
            entry("previous_hashes", TEXTS),
            entry("imported_version_hash", TEXT),
            entry("description", TEXT)));

    private SchemaRules() {}

    /** As {@link #check}, for one table. */
    static void checkTable(String path, Map<String, ?> table) {
        TABLE.check(path, "", table);
    }

    /**
     * Checks a whole document of the current engine version.
     *
     * @throws io.dlt4j.api.error.DltException naming the path of the first value that is not allowed
     */
    static void check(Map<String, ?> schema) {
        SCHEMA.check(".", "", schema);
    }
}
