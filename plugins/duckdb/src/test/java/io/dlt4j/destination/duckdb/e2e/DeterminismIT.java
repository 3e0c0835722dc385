package io.dlt4j.destination.duckdb.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dlt4j.Pipeline;
import io.dlt4j.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.StringJoiner;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Schema and rows do not depend on how many workers share how many parts, nor on who is first. */
class DeterminismIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ITEMS = 400;
    private static final List<String> VALUES =
            List.of("%d", "\"t%d\"", "true", "%d.5", "{\"x\":%d}", "[%d,\"e\"]", "null", "\"%d\"");

    @TempDir
    private static Path temporary;

    private static Path file;
    private static Result alone;

    /** The schema with the columns in their order, and the rows. */
    private record Result(String schema, SortedMap<String, SortedMap<String, String>> columns, List<Tree> rows) {}

    @BeforeAll
    static void normalizeAlone() throws IOException {
        file = Files.writeString(temporary.resolve("mixed.jsonl"), items());
        alone = load("alone", 1, 16 << 20, false);
        assertThat(alone.rows()).hasSize(ITEMS);
        assertThat(alone.columns()).containsKeys("mixed", "mixed__v", "mixed__rows", "mixed__rows__cells__list");
    }

    @ParameterizedTest
    @CsvSource({"1, false", "2, false", "7, false", "1, true", "2, true", "7, true"})
    void workersAndSmallPartsChangeNothing(int workers, boolean inStages) throws IOException {
        Result shared = load("workers" + workers + inStages, workers, 1024, inStages);

        assertThat(shared.schema()).isEqualTo(alone.schema());
        assertThat(shared.columns()).isEqualTo(alone.columns());
        assertThat(Tree.differences(shared.rows(), alone.rows(), 1)).isEmpty();
    }

    private static Result load(String name, int workers, int partBytes, boolean inStages) throws IOException {
        Path home = Files.createDirectory(temporary.resolve(name));
        Pipeline pipeline = Pipeline.named("mixed")
                .destination("duckdb")
                .projectDir(home)
                .environment(Map.of(
                        "DLT_DATA_DIR", home.resolve("data").toString(),
                        "NORMALIZE__WORKERS", Integer.toString(workers),
                        "EXTRACT__PART_BYTES", Integer.toString(partBytes)))
                .open();
        if (inStages) {
            pipeline.extract(Resource.ofFiles("mixed", file));
            pipeline.normalize();
            pipeline.load();
        } else {
            pipeline.run(Resource.ofFiles("mixed", file));
        }
        ObjectNode schema =
                (ObjectNode) JSON.readTree(pipeline.schemas().get("mixed").json());
        schema.remove(List.of("version", "version_hash", "previous_hashes"));
        try (LoadedDataset dataset = LoadedDataset.open(home.resolve("mixed.duckdb"), "mixed_dataset")) {
            return new Result(
                    schema.toPrettyString(), dataset.columns(), dataset.trees().get("mixed"));
        }
    }

    /** Every few items, and so in nearly every part of a kilobyte, a value is of another type, and there is a new column. */
    private static String items() {
        StringBuilder lines = new StringBuilder();
        for (int item = 0; item < ITEMS; item++) {
            StringJoiner fields = new StringJoiner(",", "{", "}\n");
            fields.add("\"id\":" + item);
            for (int column = 0; column < 4; column++) {
                // the columns change at different items
                fields.add("\"" + "vwxy".charAt(column) + "\":" + value(item, item / (5 + column) + column));
            }
            fields.add("\"at\":" + (item / 8 % 2 == 0 ? "\"2024-01-01T00:00:00Z\"" : item));
            fields.add("\"late_" + item / 30 + "\":" + value(item, item % 5));
            fields.add("\"rows\":[{\"k\":" + value(item, item / 6) + "},{\"late_" + item / 50 + "\":1,\"cells\":[["
                    + item + "],[" + value(item, item / 9) + "]]}]");
            lines.append(fields);
        }
        return lines.toString();
    }

    private static String value(int item, int kind) {
        return VALUES.get(kind % VALUES.size()).formatted(item);
    }
}
