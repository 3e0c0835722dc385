package io.dlt4j.destination.duckdb;

import io.dlt4j.api.error.DltException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The first line of a CSV file: the names of its columns, and what stands between values. Immutable.
 *
 * @param delimiter the character between values
 * @param names of columns, in order
 */
record CsvHeader(char delimiter, List<String> names) {

    private static final char BYTE_ORDER_MARK = 0xFEFF;

    /** Longer than any line of names. */
    private static final int MOST_CHARS = 1 << 20;

    CsvHeader {
        names = List.copyOf(names);
    }

    /**
     * The header of a file.
     *
     * @param columns the names of the table's columns, of which most of a header has to be
     * @return empty if the file is
     * @throws DltException if the first line is none
     */
    static Optional<CsvHeader> of(Path file, Set<String> columns) {
        String line;
        try (Reader content = new BufferedReader(new InputStreamReader(Gzip.open(file), StandardCharsets.UTF_8))) {
            line = firstLine(content);
        } catch (IOException e) {
            throw new DltException(
                    DuckDbError.DUCKDB_FILE_UNREADABLE,
                    "The file " + file + " cannot be read: " + e,
                    "Check that it is whole, and the rights on it.",
                    e);
        }
        if (line.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(delimiters(line)
                .map(delimiter -> new CsvHeader(delimiter, split(line, delimiter)))
                .filter(header -> header.isOf(columns))
                .findFirst()
                .orElseThrow(() -> new DltException(
                        DuckDbError.DUCKDB_FILE_UNREADABLE,
                        "The first line of the CSV file " + file + " does not hold the names of the table's columns.",
                        "Set data_writer.include_header to true, and load again, to query CSV files.")));
    }

    /** Line ends in quotes do not count. */
    private static String firstLine(Reader content) throws IOException {
        StringBuilder line = new StringBuilder();
        boolean quoted = false;
        for (int next = content.read(); next >= 0 && line.length() < MOST_CHARS; next = content.read()) {
            if (!quoted && (next == '\n' || next == '\r')) {
                break;
            }
            quoted ^= next == '"';
            if (next != BYTE_ORDER_MARK || !line.isEmpty()) {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    /** The usual one, then whatever the line has. */
    private static Stream<Character> delimiters(String line) {
        return Stream.concat(
                Stream.of(','),
                line.chars()
                        .filter(c -> c < 0x80 && c != '"' && c != '_' && !Character.isLetterOrDigit(c))
                        .mapToObj(c -> (char) c)
                        .distinct());
    }

    private static List<String> split(String line, char delimiter) {
        List<String> values = new ArrayList<>();
        StringBuilder value = new StringBuilder();
        boolean quoted = false;
        for (int at = 0; at < line.length(); at++) {
            char c = line.charAt(at);
            if (c == '"') {
                // of two in quotes the second one opens again what the first one closed
                if (!quoted && at > 0 && line.charAt(at - 1) == '"') {
                    value.append(c);
                }
                quoted = !quoted;
            } else if (c == delimiter && !quoted) {
                values.add(value.toString());
                value.setLength(0);
            } else {
                value.append(c);
            }
        }
        values.add(value.toString());
        return values;
    }

    private boolean isOf(Set<String> columns) {
        return names.stream().filter(columns::contains).count() * 2 > names.size();
    }
}
