package io.dlt4j.schema;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What each naming convention does to one stripped, non-empty identifier, before it is shortened. */
enum NamingRule {
    /** Lower-case words between underscores. */
    SNAKE_CASE("__", false) {
        @Override
        String apply(String stripped) {
            return SnakeCase.isSnakeCase(stripped) ? stripped : SnakeCase.convert(stripped);
        }
    },

    /** Names as they are, but for quotes, line ends and the separator. */
    DIRECT("\u25B6", true) {
        @Override
        String apply(String stripped) {
            return replace(stripped, "\n\r'\"\u25B6");
        }
    },

    /** Names as they are, but for double quotes and line ends; the separator is a double underscore. */
    DUCK_CASE("__", true) {
        @Override
        String apply(String stripped) {
            return collapseUnderscores(replace(stripped, "\n\r\""));
        }
    },

    /** ASCII letters, digits and underscores. */
    SQL_CS_V1("__", true) {
        @Override
        String apply(String stripped) {
            return SqlCase.convert(stripped);
        }
    },

    /** As {@link #SQL_CS_V1}, in lower case. */
    SQL_CI_V1("__", false) {
        @Override
        String apply(String stripped) {
            return SqlCase.convert(stripped).toLowerCase(Locale.ROOT);
        }
    };

    private final String text = name().toLowerCase(Locale.ROOT);
    private final String separator;
    private final boolean caseSensitive;

    NamingRule(String separator, boolean caseSensitive) {
        this.separator = separator;
        this.caseSensitive = caseSensitive;
    }

    abstract String apply(String stripped);

    String text() {
        return text;
    }

    String separator() {
        return separator;
    }

    boolean isCaseSensitive() {
        return caseSensitive;
    }

    static List<String> names() {
        return Arrays.stream(values()).map(NamingRule::text).toList();
    }

    private static String replace(String text, String illegal) {
        StringBuilder out = new StringBuilder(text);
        for (int i = 0; i < out.length(); i++) {
            if (illegal.indexOf(out.charAt(i)) >= 0) {
                out.setCharAt(i, '_');
            }
        }
        return out.toString();
    }

    static String collapseUnderscores(CharSequence text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '_' || i == 0 || text.charAt(i - 1) != '_') {
                out.append(c);
            }
        }
        return out.toString();
    }

    static boolean isAsciiLetter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    /**
     * Appends {@code text} with every run of characters other than ASCII letters, decimal digits of any script and
     * underscores replaced by one underscore.
     */
    static StringBuilder wordCharacters(String text) {
        StringBuilder out = new StringBuilder(text.length() + 8);
        boolean inRun = false;
        int next;
        for (int i = 0; i < text.length(); i = next) {
            int c = text.codePointAt(i);
            next = i + Character.charCount(c);
            boolean word = isAsciiLetter(c) || c == '_' || Character.isDigit(c);
            if (word) {
                out.appendCodePoint(c);
            } else if (!inRun) {
                out.append('_');
            }
            inRun = !word;
        }
        return out;
    }

    /** Puts an underscore before a leading digit. */
    static StringBuilder guardLeadingDigit(StringBuilder text) {
        return Character.isDigit(Character.codePointAt(text, 0)) ? text.insert(0, '_') : text;
    }
}
