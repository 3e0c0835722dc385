package io.dlt4j;

import io.dlt4j.api.capability.Capabilities;
import io.dlt4j.api.config.ConfigField;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.format.FileFormatProvider;
import io.dlt4j.config.Config;
import io.dlt4j.config.ConfigError;
import io.dlt4j.normalize.CsvFormat;
import io.dlt4j.normalize.CsvOptions;
import io.dlt4j.normalize.InsertValuesFormat;
import io.dlt4j.normalize.JsonlFormat;
import io.dlt4j.normalize.PgCopyFormat;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;

/**
 * The writers of job files that need no plugin, as the sections {@code data_writer} and {@code normalize.data_writer} have
 * them.
 *
 * @param disableCompression whether text is not compressed even where the destination has it compressed
 * @param csv how CSV files are written
 */
record DataWriters(boolean disableCompression, CsvOptions csv) {

    private static final String SECTION = "data_writer";

    private static final ConfigField<Boolean> DISABLE_COMPRESSION =
            ConfigField.bool("disable_compression").withDefault(false);
    private static final ConfigField<String> DELIMITER =
            ConfigField.text("delimiter").withDefault(String.valueOf(CsvOptions.DEFAULT.delimiter()));
    private static final ConfigField<Boolean> INCLUDE_HEADER =
            ConfigField.bool("include_header").withDefault(CsvOptions.DEFAULT.header());
    private static final ConfigField<String> QUOTING = ConfigField.text("quoting")
            .oneOf("quote_all", "quote_needed", "quote_minimal", "quote_none")
            .withDefault("quote_needed");
    private static final ConfigField<String> LINE_TERMINATOR =
            ConfigField.text("lineterminator").withDefault(CsvOptions.DEFAULT.lineEnd());
    private static final ConfigField<String> BYTES_ENCODING =
            ConfigField.text("bytes_encoding").withDefault("utf-8");

    /** @throws DltException if a value has no meaning */
    static DataWriters of(Config config) {
        return new DataWriters(
                value(config, DISABLE_COMPRESSION),
                new CsvOptions(
                        delimiter(value(config, DELIMITER)),
                        value(config, INCLUDE_HEADER),
                        CsvOptions.Quoting.find(value(config, QUOTING)).orElseThrow(),
                        lineEnd(value(config, LINE_TERMINATOR)),
                        charset(value(config, BYTES_ENCODING))));
    }

    private static <T> T value(Config config, ConfigField<T> field) {
        return config.findIn(SECTION, field, "normalize").orElseThrow();
    }

    private static char delimiter(String text) {
        if (text.length() == 1 && CsvOptions.isDelimiter(text.charAt(0))) {
            return text.charAt(0);
        }
        throw invalid(DELIMITER, text, "it must be one ASCII character that is neither a quote nor a line end");
    }

    private static String lineEnd(String text) {
        if (CsvOptions.isLineEnd(text)) {
            return text;
        }
        throw invalid(LINE_TERMINATOR, text, "it must be ASCII characters without a quote");
    }

    private static Charset charset(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw invalid(BYTES_ENCODING, name, "there is no such encoding");
        }
    }

    private static DltException invalid(ConfigField<String> field, String value, String why) {
        return new DltException(
                ConfigError.CONFIG_VALUE_INVALID,
                "The value of data_writer." + field.name() + " is '" + value + "', and " + why + ".",
                "Correct it in config.toml, under data_writer or normalize.data_writer.");
    }

    /** The writer of a format for a destination; empty if the format is not one of these. */
    Optional<FileFormatProvider> find(String format, Capabilities capabilities) {
        boolean compressed = capabilities.compressedText() && !disableCompression;
        return switch (format) {
            case "jsonl" -> Optional.of(new JsonlFormat(compressed));
            case "pgcopy" -> Optional.of(new PgCopyFormat());
            case "csv" -> Optional.of(new CsvFormat(csv, compressed));
            case "insert_values" -> Optional.of(new InsertValuesFormat(capabilities.sqlLiterals(), compressed));
            default -> Optional.empty();
        };
    }
}
