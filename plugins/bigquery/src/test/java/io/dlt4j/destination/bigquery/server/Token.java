package io.dlt4j.destination.bigquery.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A token of GoogleSQL.
 *
 * @param text the identifier without its quotes, the value of a literal, or the token itself
 */
record Token(Kind kind, String text) {

    enum Kind {
        WORD,
        QUOTED,
        STRING,
        NUMBER,
        SYMBOL,
        PARAMETER
    }

    boolean is(String word) {
        return kind == Kind.WORD && text.equalsIgnoreCase(word) || kind == Kind.SYMBOL && text.equals(word);
    }

    String upper() {
        return kind == Kind.WORD ? text.toUpperCase(Locale.ROOT) : "";
    }

    /** Reads statements into tokens; what GoogleSQL has not is an error. */
    static List<Token> read(String sql) {
        return new Reader(sql).read();
    }

    private static final class Reader {

        private final String sql;
        private final List<Token> tokens = new ArrayList<>();
        private int at;

        Reader(String sql) {
            this.sql = sql;
        }

        List<Token> read() {
            while (at < sql.length()) {
                char c = sql.charAt(at);
                if (Character.isWhitespace(c)) {
                    at++;
                } else if (sql.startsWith("--", at) || c == '#') {
                    int end = sql.indexOf('\n', at);
                    at = end < 0 ? sql.length() : end;
                } else if (c == '`') {
                    tokens.add(new Token(Kind.QUOTED, quoted('`')));
                } else if (c == '\'' || c == '"') {
                    tokens.add(new Token(Kind.STRING, quoted(c)));
                } else if (Character.isLetter(c) || c == '_') {
                    tokens.add(new Token(Kind.WORD, run("_")));
                } else if (Character.isDigit(c)) {
                    tokens.add(new Token(Kind.NUMBER, run(".")));
                } else if (c == '?') {
                    at++;
                    tokens.add(new Token(Kind.PARAMETER, "?"));
                } else {
                    tokens.add(symbol());
                }
            }
            return tokens;
        }

        private String run(String also) {
            int start = at;
            while (at < sql.length()
                    && (Character.isLetterOrDigit(sql.charAt(at)) || also.indexOf(sql.charAt(at)) >= 0)) {
                at++;
            }
            return sql.substring(start, at);
        }

        private Token symbol() {
            for (String two : List.of("<=", ">=", "!=", "<>", "||")) {
                if (sql.startsWith(two, at)) {
                    at += 2;
                    return new Token(Kind.SYMBOL, two);
                }
            }
            char c = sql.charAt(at);
            if ("(),.;=<>+-*/".indexOf(c) < 0) {
                throw ApiError.invalidQuery(
                        "Syntax error: Illegal input character \"" + c + "\" at [1:" + (at + 1) + "]");
            }
            at++;
            return new Token(Kind.SYMBOL, String.valueOf(c));
        }

        private String quoted(char quote) {
            StringBuilder value = new StringBuilder();
            at++;
            while (at < sql.length() && sql.charAt(at) != quote) {
                char c = sql.charAt(at++);
                if (c == '\n' && quote != '`') {
                    throw ApiError.invalidQuery("Syntax error: Unclosed string literal");
                }
                value.append(c == '\\' ? escaped() : c);
            }
            if (at >= sql.length()) {
                throw ApiError.invalidQuery("Syntax error: Unclosed literal");
            }
            at++;
            return value.toString();
        }

        private char escaped() {
            char c = sql.charAt(at++);
            return switch (c) {
                case 'n' -> '\n';
                case 'r' -> '\r';
                case 't' -> '\t';
                case 'b' -> '\b';
                case 'f' -> '\f';
                case 'a' -> '\u0007';
                case 'v' -> '\u000b';
                case '\\', '\'', '"', '`', '?' -> c;
                default -> throw ApiError.invalidQuery("Syntax error: Illegal escape sequence: \\" + c);
            };
        }
    }
}
