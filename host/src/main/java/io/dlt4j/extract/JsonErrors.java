package io.dlt4j.extract;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.dlt4j.api.error.DltException;

/** Messages about JSON text. */
final class JsonErrors {

    private static final String MEND = "Correct the file and run again; nothing of it was loaded.";

    private JsonErrors() {}

    static DltException broken(String origin, long line, String problem) {
        return new DltException(
                ExtractError.EXTRACT_JSON_BROKEN, origin + ", line " + line + ": " + problem + ".", MEND);
    }

    /** A failure of the JSON parser. */
    static DltException broken(String origin, long line, JsonProcessingException e) {
        return new DltException(
                ExtractError.EXTRACT_JSON_BROKEN,
                "The JSON in " + origin + ", line " + line + ", is broken: " + e.getOriginalMessage() + ".",
                "Correct or remove that line, then run the same command again; nothing of it was loaded.",
                e);
    }

    static DltException nul(String origin, long line) {
        return new DltException(
                ExtractError.EXTRACT_JSON_BROKEN,
                origin + ", line " + line + ": a NUL byte; this is not JSON text in UTF-8.",
                "A file that was not written to its end (a crash, a full disk) may hold such bytes: write it again.");
    }

    static DltException tooLarge(String origin, long line, String subject) {
        return new DltException(
                ExtractError.EXTRACT_ITEM_TOO_LARGE,
                origin + ", line " + line + ": " + subject + " that begins here is larger than "
                        + (PartSource.MAX_ITEM_BYTES >> 20) + " MiB, the limit for one item.",
                "Split it into several items: an array is read element by element, JSON lines line by line.");
    }
}
