package io.dlt4j.config;

import io.dlt4j.api.error.ErrorCategory;
import io.dlt4j.api.error.ErrorCode;

/** What can be wrong with the configuration. None of these is ever retried. */
public enum ConfigError implements ErrorCode {
    /** A required field has no value in any provider. */
    CONFIG_FIELD_MISSING(ErrorCategory.USER),
    /** A value cannot be converted to the type of its field. */
    CONFIG_VALUE_INVALID(ErrorCategory.USER),
    /** A secret was found where secrets must not be kept. */
    CONFIG_VALUE_NOT_SECRET(ErrorCategory.USER),
    /** Credentials given as one value are not in their native form. */
    CONFIG_NATIVE_VALUE_INVALID(ErrorCategory.USER),
    /** A configuration file is not TOML. */
    CONFIG_FILE_INVALID(ErrorCategory.USER),
    /** A configuration file is there and cannot be read. */
    CONFIG_FILE_UNREADABLE(ErrorCategory.EXTERNAL),
    /** A table of a configuration file is written in a form that takes no further keys. */
    CONFIG_TABLE_CLOSED(ErrorCategory.USER),
    /** Two providers have one name. */
    CONFIG_PROVIDER_DUPLICATE(ErrorCategory.USER),
    /** A vault cannot be used: it is not there, cannot be read, or others may read it. */
    CONFIG_VAULT_UNUSABLE(ErrorCategory.USER),
    /** A capability sheet is not valid. */
    CONFIG_CAPABILITIES_INVALID(ErrorCategory.USER),
    /** Code asks for a field that the specification does not declare. */
    CONFIG_FIELD_UNDECLARED(ErrorCategory.INTERNAL);

    private final ErrorCategory category;

    ConfigError(ErrorCategory category) {
        this.category = category;
    }

    @Override
    public ErrorCategory category() {
        return category;
    }
}
