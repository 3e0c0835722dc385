package io.dlt4j.extract;

import io.dlt4j.api.error.DltException;

/** Messages about sources as a whole. */
final class SourceErrors {

    static final String KNOWN = ".jsonl .ndjson .json .csv .tsv .parquet, each also with .gz or .zst";

    private SourceErrors() {}

    static DltException missing(String problem, String nextStep) {
        return new DltException(ExtractError.EXTRACT_SOURCE_MISSING, problem, nextStep);
    }

    static DltException unreadable(String path, Exception cause) {
        return new DltException(
                ExtractError.EXTRACT_SOURCE_UNREADABLE,
                "Cannot read '" + path + "': " + reason(cause) + ".",
                "Check that the user who runs this may read it.",
                cause);
    }

    private static String reason(Exception cause) {
        String name = cause.getClass().getSimpleName();
        return cause.getMessage() == null ? name : name + ": " + cause.getMessage();
    }

    static DltException unknownFormat(String source) {
        return new DltException(
                ExtractError.EXTRACT_FORMAT_UNKNOWN,
                "Cannot tell the format of '" + source + "' from its name. Known are " + KNOWN + ".",
                "Say it with --format jsonl|json|csv|tsv.");
    }

    static DltException unknownStdin() {
        return new DltException(
                ExtractError.EXTRACT_FORMAT_UNKNOWN,
                "Cannot tell the format of the standard input: only JSON that begins with [ or { is recognised.",
                "Say it with --format jsonl|json|csv|tsv.");
    }

    static DltException parquet(String origin) {
        return new DltException(
                ExtractError.EXTRACT_FORMAT_UNSUPPORTED,
                "'" + origin + "' is Parquet, which is read from plain files only.",
                "Name the file itself, neither through standard input nor compressed once more; the Parquet format plugin"
                        + " reads it.");
    }

    static DltException compressionBroken(String origin, String format, String problem, String nextStep) {
        return new DltException(
                ExtractError.EXTRACT_COMPRESSION_BROKEN,
                "The " + format + " data of '" + origin + "' cannot be decompressed: " + problem + ".",
                nextStep);
    }
}
