package io.dlt4j.normalize;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dlt4j.api.capability.Capabilities;
import io.dlt4j.api.error.DltException;
import io.dlt4j.pack.JobEntry;
import io.dlt4j.pack.PartContent;
import io.dlt4j.schema.DltSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Normalizes items of one table through the door that a pipeline uses, one a line, in parts of a given size. */
record ItemLines(String table, List<String> items) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What came of them; an error is its text, and the rest is empty then. */
    record Outcome(String schema, Map<String, List<String>> rows, Map<String, Discarded> discarded, String error) {}

    Outcome normalize(DltSchema schema, Path directory, int workers, int partBytes) throws IOException {
        NormalizeSettings settings = new NormalizeSettings(
                "1700000000.1",
                Capabilities.builder("x").build(),
                format -> new JsonlFormat(false),
                Files.createTempDirectory(directory, "jobs"),
                workers);
        try (PackageNormalizer normalizer = new PackageNormalizer(settings, schema)) {
            for (PartContent part : parts(partBytes)) {
                normalizer.submit(part, () -> {});
            }
            Normalized normalized = normalizer.finish();
            return new Outcome(schemaText(normalized), rows(normalized), normalized.discarded(), "");
        } catch (DltException e) {
            return new Outcome("", Map.of(), Map.of(), e.render());
        }
    }

    DltSchema schemaAfter(DltSchema schema, Path directory) throws IOException {
        NormalizeSettings settings = new NormalizeSettings(
                "1700000000.1",
                Capabilities.builder("x").build(),
                format -> new JsonlFormat(false),
                Files.createTempDirectory(directory, "jobs"),
                1);
        try (PackageNormalizer normalizer = new PackageNormalizer(settings, schema)) {
            parts(Integer.MAX_VALUE).forEach(part -> normalizer.submit(part, () -> {}));
            return normalizer.finish().schema();
        }
    }

    private List<PartContent> parts(int partBytes) {
        List<PartContent> parts = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        int first = 1;
        for (int item = 0; item < items.size(); item++) {
            text.append(items.get(item)).append('\n');
            if (text.length() >= partBytes || item == items.size() - 1) {
                byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
                parts.add(new PartContent(table, bytes, bytes.length, false, "items.jsonl", first));
                text.setLength(0);
                first = item + 2;
            }
        }
        return parts;
    }

    private static String schemaText(Normalized normalized) {
        return normalized.schema().prettyJson();
    }

    /** The rows of each table in order, the columns of each sorted and without those that come from random ids. */
    private static Map<String, List<String>> rows(Normalized normalized) throws IOException {
        Map<String, List<String>> rows = new TreeMap<>();
        for (JobEntry job : normalized.jobs()) {
            for (String line : Files.readAllLines(job.path())) {
                Map<String, Object> row =
                        new TreeMap<>(JSON.readValue(line, new TypeReference<Map<String, Object>>() {}));
                row.keySet().removeAll(List.of("_dlt_id", "_dlt_parent_id", "_dlt_load_id"));
                rows.computeIfAbsent(job.table(), name -> new ArrayList<>()).add(JSON.writeValueAsString(row));
            }
        }
        return rows;
    }
}
