package io.dlt4j.schema;

/** The identifiers of {@code snake_case}. The steps and their order are the reference's. */
final class SnakeCase {

    private SnakeCase() {}

    /** Whether {@code text} comes out as it went in; true of most names that are met. */
    static boolean isSnakeCase(String text) {
        char previous = '0';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean digit = c >= '0' && c <= '9';
            boolean fits = (c >= 'a' && c <= 'z') || (digit && i > 0) || (c == '_' && previous != '_');
            if (!fits) {
                return false;
            }
            previous = c;
        }
        return previous != '_';
    }

    static String convert(String stripped) {
        StringBuilder words = NamingRule.wordCharacters(translate(stripped));
        StringBuilder snake = lowerAtHumps(splitCapitalized(words));
        NamingRule.guardLeadingDigit(snake);
        // trailing underscores turn into x before runs are collapsed: their number is kept
        for (int i = snake.length() - 1; i >= 0 && snake.charAt(i) == '_'; i--) {
            snake.setCharAt(i, 'x');
        }
        return NamingRule.collapseUnderscores(snake);
    }

    private static String translate(String text) {
        StringBuilder out = new StringBuilder(text);
        for (int i = 0; i < out.length(); i++) {
            switch (out.charAt(i)) {
                case '+', '*' -> out.setCharAt(i, 'x');
                case '-' -> out.setCharAt(i, '_');
                case '@' -> out.setCharAt(i, 'a');
                case '|' -> out.setCharAt(i, 'l');
                default -> {
                    // stays
                }
            }
        }
        return out.toString();
    }

    /** {@code ([^_])([A-Z][a-z]+)} to {@code \1_\2}, left to right without overlap. */
    private static StringBuilder splitCapitalized(CharSequence text) {
        StringBuilder out = new StringBuilder(text.length() + 8);
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i++);
            out.append(c);
            if (c != '_' && isUpper(text, i) && isLower(text, i + 1)) {
                out.append('_').append(text.charAt(i++));
                while (isLower(text, i)) {
                    out.append(text.charAt(i++));
                }
            }
        }
        return out;
    }

    /** {@code ([a-z0-9])([A-Z])} to {@code \1_\2}, then lower case. */
    private static StringBuilder lowerAtHumps(CharSequence text) {
        StringBuilder out = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isUpper(text, i)) {
                if (i > 0 && (isLower(text, i - 1) || isAsciiDigit(text.charAt(i - 1)))) {
                    out.append('_');
                }
                out.append((char) (c + ('a' - 'A')));
            } else {
                out.append(c);
            }
        }
        return out;
    }

    private static boolean isUpper(CharSequence text, int i) {
        return i < text.length() && text.charAt(i) >= 'A' && text.charAt(i) <= 'Z';
    }

    private static boolean isLower(CharSequence text, int i) {
        return i < text.length() && text.charAt(i) >= 'a' && text.charAt(i) <= 'z';
    }

    private static boolean isAsciiDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
