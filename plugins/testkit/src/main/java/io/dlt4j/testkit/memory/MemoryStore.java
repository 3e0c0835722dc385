package io.dlt4j.testkit.memory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tables by dataset. A transaction is a list of changes that is one line of the journal: it is there as a whole, or, torn by a
 * crash, not at all. Not thread-safe.
 */
final class MemoryStore {

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.USE_LONG_FOR_INTS);
    private static final TypeReference<List<Change>> CHANGES = new TypeReference<>() {};

    private final Map<String, Map<String, List<Map<String, @Nullable Object>>>> datasets = new LinkedHashMap<>();
    private long length;

    /**
     * A table gets these rows, in the place of those that it has.
     *
     * @param rows none to drop the table
     */
    record Change(String dataset, String table, @Nullable List<Map<String, @Nullable Object>> rows) {}

    private MemoryStore() {}

    /** The tables of a journal, which need not be there. */
    static MemoryStore read(Path journal) throws IOException {
        MemoryStore store = new MemoryStore();
        if (Files.exists(journal)) {
            store.catchUp(journal);
        }
        return store;
    }

    /** Reads what others have added to the journal. */
    void catchUp(Path journal) throws IOException {
        byte[] content = Files.readAllBytes(journal);
        int start = (int) length;
        for (int i = start; i < content.length; i++) {
            if (content[i] == '\n') {
                apply(JSON.readValue(content, start, i - start, CHANGES));
                start = i + 1;
            }
        }
        length = start;
    }

    /** Makes changes, in the journal first. */
    void commit(Path journal, List<Change> changes) throws IOException {
        byte[] line = (JSON.writeValueAsString(changes) + "\n").getBytes(StandardCharsets.UTF_8);
        try (FileChannel file = FileChannel.open(
                journal, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.READ)) {
            // what is behind the last whole line was torn by a crash
            file.truncate(length).position(length);
            ByteBuffer bytes = ByteBuffer.wrap(line);
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(true);
        }
        length += line.length;
        apply(changes);
    }

    private void apply(List<Change> changes) {
        for (Change change : changes) {
            Map<String, List<Map<String, @Nullable Object>>> tables =
                    datasets.computeIfAbsent(change.dataset(), name -> new LinkedHashMap<>());
            if (change.rows() == null) {
                tables.remove(change.table());
            } else {
                tables.put(change.table(), change.rows());
            }
        }
    }

    boolean hasDataset(String dataset) {
        return datasets.containsKey(dataset);
    }

    boolean hasTable(String dataset, String table) {
        return datasets.getOrDefault(dataset, Map.of()).containsKey(table);
    }

    List<Map<String, @Nullable Object>> rows(String dataset, String table) {
        return datasets.getOrDefault(dataset, Map.of()).getOrDefault(table, List.of());
    }

    /** The rows of a job file. */
    static List<Map<String, @Nullable Object>> parse(Path file) throws IOException {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (!line.isEmpty()) {
                rows.add(JSON.readValue(line, new TypeReference<>() {}));
            }
        }
        return rows;
    }

    static boolean isBroken(IOException failure) {
        return failure instanceof JsonProcessingException
                || failure instanceof java.nio.charset.MalformedInputException;
    }
}
