package io.dlt4j.schema;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A column pattern of the settings: an exact name, or after {@code re:} a regular expression that is searched for.
 *
 * <p>Exact names, which are nearly all, are compared without {@code java.util.regex}.
 */
final class SimpleRegex {

    static final String PREFIX = "re:";

    private static final String META = "\\^$.|?*+()[]{}";

    private final String source;
    private final Optional<Pattern> pattern;

    SimpleRegex(String source) {
        this.source = source;
        this.pattern =
                source.startsWith(PREFIX) ? Optional.of(compile(source.substring(PREFIX.length()))) : Optional.empty();
    }

    boolean matches(String name) {
        return pattern.map(regex -> regex.matcher(name).find()).orElseGet(() -> source.equals(name));
    }

    static Pattern compile(String regex) {
        // Python's \w, \d and \s know all scripts
        return Pattern.compile(regex, Pattern.UNICODE_CHARACTER_CLASS);
    }

    /** Normalizes a plain name, and an expression that is a plain name between anchors; leaves others alone. */
    static String normalize(String source, NamingConvention naming) {
        if (!source.startsWith(PREFIX)) {
            return naming.normalizePath(source);
        }
        String regex = source.substring(PREFIX.length());
        boolean anchored = isAnchored(regex);
        String inner = anchored ? regex.substring(1, regex.length() - 1) : regex;
        if (inner.isBlank() || !isPlain(inner)) {
            return source;
        }
        String name = naming.normalizePath(inner);
        return PREFIX + (anchored ? "^" + name + "$" : name);
    }

    /** The form in which {@code x} and {@code re:^x$} are the same. */
    static String canonical(String source) {
        if (!source.startsWith(PREFIX)) {
            return source;
        }
        String regex = source.substring(PREFIX.length());
        if (!isAnchored(regex)) {
            return source;
        }
        String inner = regex.substring(1, regex.length() - 1);
        return isPlain(inner) ? inner : source;
    }

    private static boolean isAnchored(String regex) {
        return regex.length() >= 2 && regex.startsWith("^") && regex.endsWith("$");
    }

    private static boolean isPlain(String text) {
        return text.chars().noneMatch(c -> META.indexOf(c) >= 0);
    }
}
