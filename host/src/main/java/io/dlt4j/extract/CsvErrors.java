package io.dlt4j.extract;

import io.dlt4j.api.error.DltException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Messages about CSV text, and the check of its header. */
final class CsvErrors {

    private CsvErrors() {}

    static DltException broken(String origin, long line, String problem) {
        return new DltException(
                ExtractError.EXTRACT_CSV_BROKEN,
                origin + ", line " + line + ": " + problem + ".",
                "Correct the file and run again; nothing of it was loaded.");
    }

    static void checkFields(String origin, long line, int fields, int columns) {
        if (fields != columns) {
            throw new DltException(
                    ExtractError.EXTRACT_CSV_BROKEN,
                    origin + ", line " + line + ": " + fields + (fields == 1 ? " field" : " fields")
                            + ", but the header has " + columns + ".",
                    "Put fields that contain separators or line breaks in double quotes, and leave none out.");
        }
    }

    static void checkHeader(String origin, long line, List<String> names) {
        Set<String> seen = new LinkedHashSet<>();
        Set<String> duplicates = new TreeSet<>();
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).isBlank()) {
                throw header(origin, line, "column " + (i + 1) + " of the header has no name");
            }
            if (!seen.add(names.get(i))) {
                duplicates.add("'" + names.get(i) + "'");
            }
        }
        if (!duplicates.isEmpty()) {
            throw header(origin, line, "the header has more than one column " + String.join(", ", duplicates));
        }
    }

    private static DltException header(String origin, long line, String problem) {
        return new DltException(
                ExtractError.EXTRACT_CSV_HEADER_INVALID,
                origin + ", line " + line + ": " + problem + ".",
                "The first line must name each column, and no name twice. Correct it, or add it if it is missing.");
    }
}
