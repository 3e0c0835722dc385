package io.dlt4j.destination.duckdb;

import java.util.Collection;
import java.util.stream.Collectors;

/** The lexical rules of DuckDB's SQL. */
final class DuckDbText {

    private DuckDbText() {}

    /** The identifier in double quotes. */
    static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** The text in single quotes; DuckDB gives the backslash no meaning there. */
    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** A list value of texts. */
    static String listLiteral(Collection<String> texts) {
        return texts.stream().map(DuckDbText::literal).collect(Collectors.joining(", ", "[", "]"));
    }
}
