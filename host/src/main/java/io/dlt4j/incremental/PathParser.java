package io.dlt4j.incremental;

import io.dlt4j.api.error.DltException;
import java.util.ArrayList;
import java.util.List;

/** Reads the text of a {@link CursorPath}, once. */
final class PathParser {

    /** What a name cannot hold unless it is quoted. */
    private static final String SPECIAL = ".[]*$'\"`|&()?,:";

    private static final int MAX_INDEX_DIGITS = 9;

    private final String text;
    private final List<PathStep> steps = new ArrayList<>();
    private int at;

    PathParser(String text) {
        this.text = text;
    }

    List<PathStep> steps() {
        if (text.isBlank()) {
            throw invalid("it is empty");
        }
        if (text.charAt(0) == '$') {
            at = 1;
        } else if (text.charAt(0) != '[') {
            name();
        }
        while (at < text.length()) {
            step();
        }
        return List.copyOf(steps);
    }

    private void step() {
        if (text.startsWith("..", at)) {
            at += 2;
            steps.add(new PathStep.Descendants());
            if (at < text.length() && text.charAt(at) == '[') {
                bracket();
            } else {
                name();
            }
        } else if (text.charAt(at) == '.') {
            at++;
            name();
        } else if (text.charAt(at) == '[') {
            bracket();
        } else {
            throw invalid("'" + text.charAt(at) + "' is not supported there");
        }
    }

    /** A name, plain or in quotes, or an asterisk. */
    private void name() {
        if (at == text.length()) {
            throw invalid("it ends where a name is expected");
        }
        char first = text.charAt(at);
        if (first == '*') {
            at++;
            steps.add(new PathStep.AllFields());
        } else if (first == '\'' || first == '"') {
            steps.add(new PathStep.Field(quoted(first)));
        } else {
            int start = at;
            while (at < text.length() && SPECIAL.indexOf(text.charAt(at)) < 0) {
                at++;
            }
            if (at == start) {
                throw invalid("'" + first + "' is not supported there");
            }
            steps.add(new PathStep.Field(text.substring(start, at)));
        }
    }

    private void bracket() {
        at++;
        char first = at < text.length() ? text.charAt(at) : ']';
        if (first == '*') {
            at++;
            steps.add(new PathStep.AllElements());
        } else if (first == '\'' || first == '"') {
            steps.add(new PathStep.Field(quoted(first)));
        } else if (first == '-' || first >= '0' && first <= '9') {
            steps.add(new PathStep.Element(index()));
        } else if (first != ']' && SPECIAL.indexOf(first) < 0) {
            name();
        } else {
            throw invalid("only a name, a number or * can stand in brackets");
        }
        if (at >= text.length() || text.charAt(at) != ']') {
            throw invalid("']' is expected: slices, unions and filters are not supported");
        }
        at++;
    }

    private int index() {
        int start = at++;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        String digits = text.substring(start, at);
        if (digits.equals("-") || digits.length() > MAX_INDEX_DIGITS) {
            throw invalid("'" + digits + "' is not an index");
        }
        return Integer.parseInt(digits);
    }

    private String quoted(char quote) {
        int end = text.indexOf(quote, at + 1);
        if (end < 0) {
            throw invalid("a quote is not closed");
        }
        String name = text.substring(at + 1, end);
        at = end + 1;
        return name;
    }

    private DltException invalid(String problem) {
        return new DltException(
                IncrementalError.INCREMENTAL_PATH_INVALID,
                "The path '" + text + "' cannot be read, character " + (at + 1) + ": " + problem + ".",
                "Give the name of a field, or a path like a.b, a['b c'], a[0].b, a[*].b or a..b.");
    }
}
