package io.dlt4j.schema;

import io.dlt4j.api.error.ErrorCategory;
import io.dlt4j.api.error.ErrorCode;

/** What can be wrong with a schema, its identifiers or a change to it. */
public enum SchemaError implements ErrorCode {
    /** A document is not JSON. */
    SCHEMA_JSON_INVALID,
    /** A document is not YAML. */
    SCHEMA_YAML_INVALID,
    /** A schema document has an unknown key, a value of the wrong type or one outside the list. */
    SCHEMA_INVALID,
    /** A schema's name is not an identifier of at most 64 characters. */
    SCHEMA_NAME_INVALID,
    /** A schema lacks a system table, or would lose it. */
    SCHEMA_CORRUPTED,
    /** A stored schema was changed without its hash: somebody edited the file. */
    SCHEMA_MODIFIED_IN_STORAGE,
    /** A stored schema is of an engine version that this host cannot read. */
    SCHEMA_ENGINE_UNSUPPORTED,
    /** A table that was asked for is not in the schema. */
    SCHEMA_TABLE_MISSING,
    /** The parent of a nested table is not in the schema. */
    SCHEMA_PARENT_MISSING,
    /** A partial table contradicts the stored one. */
    SCHEMA_TABLE_CONFLICT,
    /** Another naming convention would rename a table that has data. */
    SCHEMA_IDENTIFIERS_FROZEN,
    /** A name is empty or blank. */
    SCHEMA_IDENTIFIER_EMPTY,
    /** No naming convention has that name. */
    SCHEMA_NAMING_UNKNOWN,
    /** A table is merged in a way that the destination has not. */
    SCHEMA_MERGE_STRATEGY_UNSUPPORTED,
    /** A table is merged in a way that needs a primary key, and has none. */
    SCHEMA_MERGE_KEY_MISSING,
    /** The hints of a merged table contradict each other, or mean nothing. */
    SCHEMA_MERGE_HINTS_CONFLICT;

    @Override
    public ErrorCategory category() {
        return ErrorCategory.USER;
    }
}
