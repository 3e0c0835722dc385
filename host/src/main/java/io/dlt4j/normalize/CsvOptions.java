package io.dlt4j.normalize;

import static java.util.Objects.requireNonNull;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * How CSV files are written.
 *
 * @param delimiter between values: an ASCII character that is neither a quote nor a line end
 * @param header whether the first line has the names of the columns
 * @param quoting which values stand in quotes
 * @param lineEnd what ends a line: ASCII, not empty
 * @param bytesEncoding the encoding that binary values are read in, as they are written as text
 */
public record CsvOptions(char delimiter, boolean header, Quoting quoting, String lineEnd, Charset bytesEncoding) {

    /** As nothing is said: commas, a header, quotes around all but numbers. */
    public static final CsvOptions DEFAULT =
            new CsvOptions(',', true, Quoting.QUOTE_NEEDED, "\n", StandardCharsets.UTF_8);

    private static final int ASCII = 0x80;

    /** Which values stand in quotes. Named in the configuration in lower case. */
    public enum Quoting {
        /** All; for null there are quotes with nothing in between. */
        QUOTE_ALL,
        /** All but numbers and truth values; for null there are quotes with nothing in between. */
        QUOTE_NEEDED,
        /** Those that could not be read otherwise; for null there is nothing. */
        QUOTE_MINIMAL,
        /** None; a value that could not be read is an error. */
        QUOTE_NONE;

        /** The quoting of that name. */
        public static Optional<Quoting> find(String name) {
            for (Quoting quoting : values()) {
                if (quoting.name().toLowerCase(Locale.ROOT).equals(name)) {
                    return Optional.of(quoting);
                }
            }
            return Optional.empty();
        }
    }

    /** Checks the parts. */
    public CsvOptions {
        requireNonNull(quoting, "quoting is null");
        requireNonNull(bytesEncoding, "bytesEncoding is null");
        if (!isDelimiter(delimiter)) {
            throw new IllegalArgumentException("no delimiter: character " + (int) delimiter);
        }
        if (!isLineEnd(lineEnd)) {
            throw new IllegalArgumentException("no line end of ASCII characters: '" + lineEnd + "'");
        }
    }

    /** Whether a character can be between values. */
    public static boolean isDelimiter(char c) {
        return c < ASCII && c != '"' && c != '\n' && c != '\r' && c != 0;
    }

    /** Whether a text can end a line. */
    public static boolean isLineEnd(String text) {
        return !text.isEmpty() && text.indexOf('"') < 0 && text.chars().allMatch(c -> c < ASCII);
    }
}
