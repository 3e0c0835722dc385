package io.dlt4j.destination.filesystem;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/** What a program that knows nothing of dlt4j finds in the folder of a dataset. */
record FileDataset(Path directory) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> IDS = Set.of("_dlt_load_id", "_dlt_id", "_dlt_parent_id", "_dlt_root_id");

    /** The names of all files, sorted. */
    List<String> files() {
        return Fixtures.files(directory);
    }

    /** The names of the files of a table, which is a folder. */
    List<String> files(String table) {
        return Fixtures.files(directory.resolve(table));
    }

    /** The folders that files are in, and how many are in each. */
    Map<String, Long> folders() {
        return files().stream()
                .collect(Collectors.groupingBy(
                        name -> name.substring(0, Math.max(0, name.lastIndexOf('/'))),
                        TreeMap::new,
                        Collectors.counting()));
    }

    /** The rows of a table in no particular order. */
    List<Map<String, Object>> rows(String table) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (String file : files(table)) {
            rows.addAll(read(directory.resolve(table).resolve(file)));
        }
        return rows;
    }

    /** The rows of a table without dlt's ids, sorted. */
    List<String> values(String table) {
        return rows(table).stream()
                .map(row -> {
                    Map<String, Object> copy = new TreeMap<>(row);
                    copy.keySet().removeAll(IDS);
                    return copy.toString();
                })
                .sorted()
                .toList();
    }

    /** The values of a column, sorted. */
    Set<Object> column(String table, String name) {
        return rows(table).stream().map(row -> row.get(name)).collect(Collectors.toCollection(TreeSet::new));
    }

    static List<Map<String, Object>> read(Path file) {
        try (InputStream stored = Files.newInputStream(file);
                InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(stored) : stored;
                MappingIterator<Map<String, Object>> rows = JSON.readerFor(new TypeReference<Map<String, Object>>() {})
                        .readValues(plain)) {
            return rows.readAll();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
