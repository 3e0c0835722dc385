package io.dlt4j.config;

import io.dlt4j.api.error.DltException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

/** Reads a TOML file into plain maps and lists. The only class that knows the parser, so that it loads with the first file. */
final class TomlFile {

    private TomlFile() {}

    /**
     * @param secret whether the file holds secrets, which the parser's messages must not repeat
     * @return values are {@code String}, {@code Long}, {@code Double}, {@code Boolean}, {@code java.time} values,
     *     {@code List} and {@code Map}
     */
    static Map<String, Object> read(Path file, boolean secret) {
        TomlParseResult result;
        try {
            result = Toml.parse(file);
        } catch (IOException e) {
            throw new DltException(
                    ConfigError.CONFIG_FILE_UNREADABLE,
                    "Cannot read " + file + ": " + e,
                    "Check that the file is UTF-8 text and that this user may read it.",
                    e);
        }
        if (result.hasErrors()) {
            TomlParseError first = result.errors().get(0);
            String reason = String.valueOf(first.getMessage());
            throw new DltException(
                    ConfigError.CONFIG_FILE_INVALID,
                    file + ", line " + first.position().line() + ", column "
                            + first.position().column() + ": " + (secret ? withoutQuotes(reason) : reason) + ".",
                    "Mend the line; texts need quotes, as in key = \"value\".");
        }
        return table(result);
    }

    /** The values of a TOML document, or empty if the text is none. */
    static Optional<Map<String, Object>> parse(String text) {
        TomlParseResult result = Toml.parse(text);
        return result.hasErrors() ? Optional.empty() : Optional.of(table(result));
    }

    /** The parser quotes what it did not expect, which may be a piece of a secret. */
    private static String withoutQuotes(String reason) {
        int from = reason.indexOf('\'');
        int to = reason.lastIndexOf('\'');
        return from < to ? reason.substring(0, from) + "***" + reason.substring(to + 1) : reason;
    }

    private static Map<String, Object> table(TomlTable table) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Map.Entry<String, Object> entry : table.entrySet()) {
            values.put(entry.getKey(), value(entry.getValue()));
        }
        return values;
    }

    private static Object value(Object value) {
        if (value instanceof TomlTable table) {
            return table(table);
        }
        if (value instanceof TomlArray array) {
            List<Object> values = new ArrayList<>(array.size());
            for (int i = 0; i < array.size(); i++) {
                values.add(value(array.get(i)));
            }
            return values;
        }
        return value;
    }
}
