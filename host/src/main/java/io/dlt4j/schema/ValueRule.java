package io.dlt4j.schema;

import io.dlt4j.api.error.DltException;
import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Checks one value of a document. A missing value and {@code null} always pass.
 */
@FunctionalInterface
interface ValueRule {

    ValueRule TEXT = typed(String.class, "a text");
    ValueRule BOOL = typed(Boolean.class, "true or false");
    ValueRule INTEGER = (path, field, value) -> {
        if (value != null && !(value instanceof Long || value instanceof Integer || value instanceof BigInteger)) {
            throw wrongType(path, field, value, "an integer");
        }
    };

    /** A column pattern: a plain name, or a regular expression that says so. */
    ValueRule SIMPLE_REGEX = (path, field, value) -> {
        TEXT.check(path, field, value);
        if (value instanceof String text) {
            checkPattern(path, field, text);
        }
    };

    /**
     * @param path where the object is that holds the value
     * @param field its key there, with the index in a list
     * @throws DltException if the value is not allowed
     */
    void check(String path, String field, @Nullable Object value);

    static ValueRule oneOf(List<String> allowed) {
        return (path, field, value) -> {
            if (value != null && !(value instanceof String text && allowed.contains(text))) {
                throw invalid(path, "field `" + field + "=" + value + "` is not one of: " + allowed);
            }
        };
    }

    static ValueRule listOf(ValueRule element) {
        return (path, field, value) -> {
            if (value instanceof Collection<?> items) {
                int index = 0;
                for (Object item : items) {
                    element.check(path, field + "[" + index++ + "]", item);
                }
            } else if (value != null) {
                throw wrongType(path, field, value, "a list");
            }
        };
    }

    /** An object with keys of the user's choice. */
    static ValueRule mapOf(ValueRule element) {
        return (path, field, value) -> {
            if (value instanceof Map<?, ?> map) {
                Trees.map(map).forEach((key, item) -> element.check(path, field + "[" + key + "]", item));
            } else if (value != null) {
                throw wrongType(path, field, value, "an object");
            }
        };
    }

    /** An object with these keys, and any that begin with {@code x-}. */
    static ValueRule object(Map<String, ValueRule> rules) {
        return (path, field, value) -> {
            if (!(value instanceof Map<?, ?> map)) {
                if (value != null) {
                    throw wrongType(path, field, value, "an object");
                }
                return;
            }
            String inner = field.isEmpty() ? path : path + "/" + field;
            Trees.map(map).forEach((key, item) -> {
                ValueRule rule = rules.get(key);
                if (rule != null) {
                    rule.check(inner, key, item);
                } else if (!key.startsWith("x-")) {
                    throw invalid(inner, "unexpected field `" + key + "`");
                }
            });
        };
    }

    /** A text that the first rule allows, or an object that the second allows. */
    static ValueRule either(ValueRule text, ValueRule object) {
        return (path, field, value) -> (value instanceof Map ? object : text).check(path, field, value);
    }

    private static ValueRule typed(Class<?> type, String expected) {
        return (path, field, value) -> {
            if (value != null && !type.isInstance(value)) {
                throw wrongType(path, field, value, expected);
            }
        };
    }

    private static void checkPattern(String path, String field, String text) {
        if (!text.startsWith(SimpleRegex.PREFIX)) {
            boolean nameStart = !text.isEmpty()
                    && (NamingRule.isAsciiLetter(text.charAt(0))
                            || text.charAt(0) == '_'
                            || (text.charAt(0) >= '0' && text.charAt(0) <= '9'));
            if (!nameStart) {
                throw invalid(path, described(field, text) + "looks like a regex, please prefix with `re:`");
            }
            return;
        }
        try {
            SimpleRegex.compile(text.substring(SimpleRegex.PREFIX.length()));
        } catch (PatternSyntaxException e) {
            throw invalid(path, described(field, text) + "does not compile as regex: " + e.getDescription());
        }
    }

    private static String described(String field, String text) {
        return "field `" + field + "` value `" + text + "` ";
    }

    private static DltException wrongType(String path, String field, Object value, String expected) {
        String shown = value instanceof Map || value instanceof Collection ? "" : "=" + value;
        return invalid(path, "field `" + field + shown + "` is not " + expected);
    }

    private static DltException invalid(String path, String problem) {
        return new DltException(
                SchemaError.SCHEMA_INVALID,
                "Schema is not valid. Path `" + path + "`: " + problem + ".",
                "Correct the value in the schema file or in the hint that set it.");
    }
}
