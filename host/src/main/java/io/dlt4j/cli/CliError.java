package io.dlt4j.cli;

import io.dlt4j.api.error.ErrorCategory;
import io.dlt4j.api.error.ErrorCode;

/** What can be wrong with a command line, or with the process that runs it. */
enum CliError implements ErrorCode {
    /** There is no such command. */
    CLI_COMMAND_UNKNOWN(ErrorCategory.USER),
    /** There is no such option, or the command does not take it. */
    CLI_OPTION_UNKNOWN(ErrorCategory.USER),
    /** An option has no value, or one that it does not take. */
    CLI_OPTION_INVALID(ErrorCategory.USER),
    /** Words are missing after the command, or there are too many. */
    CLI_USAGE(ErrorCategory.USER),
    /** A pipeline, a package or a table that was asked for is not there. */
    CLI_NOT_FOUND(ErrorCategory.USER),
    /** A file that would be written is there already. */
    CLI_FILE_EXISTS(ErrorCategory.USER),
    /** A file cannot be written, or not be read before. */
    CLI_FILE_UNWRITABLE(ErrorCategory.EXTERNAL),
    /** A command is a tool that this installation does not have. */
    CLI_TOOL_MISSING(ErrorCategory.USER),
    /** The result cannot be written to the standard output. */
    CLI_OUTPUT_FAILED(ErrorCategory.EXTERNAL),
    /** An error that nobody foresaw. */
    INTERNAL_ERROR(ErrorCategory.INTERNAL);

    private final ErrorCategory category;

    CliError(ErrorCategory category) {
        this.category = category;
    }

    @Override
    public ErrorCategory category() {
        return category;
    }
}
