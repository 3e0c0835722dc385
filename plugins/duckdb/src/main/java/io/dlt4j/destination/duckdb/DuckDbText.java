package io.dlt4j.destination.duckdb;

import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The lexical rules of DuckDB's SQL. */
final class DuckDbText {

    private static final Pattern WILDCARD = Pattern.compile("[*?\\[]");

    private DuckDbText() {}

    /** The identifier in double quotes. */
    static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** The text in single quotes; DuckDB gives the backslash no meaning there. */
    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** A list value of the paths of files, in which nothing stands for other characters. */
    static String files(Collection<String> paths) {
        return paths.stream()
                .map(path -> literal(WILDCARD.matcher(path).replaceAll("[$0]")))
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
