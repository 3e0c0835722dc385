package io.dlt4j.normalize;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.schema.DataType;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The errors of data that cannot become rows, each with the place and the next step. */
final class Rejections {

    private static final int SHOWN = 80;
    private static final Pattern UNHELPFUL =
            Pattern.compile(" \\(start marker at .*|: enable `JsonReadFeature.*", Pattern.DOTALL);

    private Rejections() {}

    static DltException misfit(String table, String column, DataType type, Object value) {
        return new DltException(
                NormalizeError.NORMALIZE_VALUE_MISFIT,
                "In table '" + table + "', column '" + column + "' has type " + type.text() + " and cannot take the "
                        + ValueTypes.typeOf(value).text() + " value " + shown(value) + ".",
                "Correct the value, or bring it to the type of the column before it is loaded.");
    }

    static DltException nullRefused(String table, String column) {
        return new DltException(
                NormalizeError.NORMALIZE_NULL_REFUSED,
                "In table '" + table + "', column '" + column + "' is not nullable but a row has null in it.",
                "Correct the data, or declare the column nullable.");
    }

    static DltException keyMissing(String table, String column) {
        return new DltException(
                NormalizeError.NORMALIZE_KEY_MISSING,
                "In table '" + table + "', a row has no value for the primary key column '" + column
                        + "', which its id is made from.",
                "Give each item a value for it, or choose another primary key.");
    }

    static DltException broken(String origin, long line, @Nullable String problem, Throwable cause) {
        return new DltException(
                NormalizeError.NORMALIZE_JSON_BROKEN,
                "The JSON in " + origin + ", line " + line + ", is broken: " + problem(problem) + ".",
                "Correct or remove that line, then run the same command again; nothing of it was loaded.",
                cause);
    }

    /** Without the parser's own place, which counts from the start of the part, and without what a program could enable. */
    private static String problem(@Nullable String message) {
        return UNHELPFUL.matcher(String.valueOf(message)).replaceFirst("");
    }

    static DltException tooLarge(String origin, long line, @Nullable String problem, Throwable cause) {
        return new DltException(
                NormalizeError.NORMALIZE_ITEM_TOO_LARGE,
                "The item in " + origin + ", line " + line + ", is beyond what dlt4j takes: " + problem + ".",
                "Split it, or cut it down to 64 MB and 1000 levels of nesting.",
                cause);
    }

    static String shown(Object value) {
        String text = TextForms.text(value);
        return text.length() <= SHOWN ? "'" + text + "'" : "'" + text.substring(0, SHOWN) + "'...";
    }
}
