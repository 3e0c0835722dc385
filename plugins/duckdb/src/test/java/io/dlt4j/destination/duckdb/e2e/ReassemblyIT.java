package io.dlt4j.destination.duckdb.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dlt4j.LoadInfo;
import io.dlt4j.Pipeline;
import io.dlt4j.Resource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What goes in can be put together again from what is there; and where keys share names, what is lost is reported.
 * {@code -Dreassembly.seed} repeats a test, {@code -Dreassembly.cases} is how many to do.
 */
class ReassemblyIT {

    private static final long SEED = Long.getLong("reassembly.seed", System.nanoTime());
    private static final int CASES = Integer.getInteger("reassembly.cases", 200);
    private static final int LARGEST = 12;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    @TempDir
    private Path temporary;

    private int directories;

    @Test
    void itemsComeBackFromTheirTables() {
        for (int run = 0; run < CASES; run++) {
            long seed = SEED + run;
            int size = 1 + run % LARGEST;
            try {
                checkItems(seed, size);
            } catch (AssertionError | RuntimeException failure) {
                throw smallest(seed, size, failure);
            }
        }
    }

    /** The failure of the smallest items that the seed makes and that fail. */
    private AssertionError smallest(long seed, int size, Throwable failure) {
        for (int smaller = 1; smaller < size; smaller++) {
            try {
                checkItems(seed, smaller);
            } catch (AssertionError | RuntimeException sooner) {
                return described(seed, smaller, sooner);
            }
        }
        return described(seed, size, failure);
    }

    private static AssertionError described(long seed, int size, Throwable failure) {
        return new AssertionError(
                "-Dreassembly.seed=" + seed + ", size " + size + ", items:\n" + new SurvivingItems(seed, size).lines(),
                failure);
    }

    private void checkItems(long seed, int size) {
        String lines = new SurvivingItems(seed, size).lines();
        Path home = directory();
        Pipeline pipeline = pipeline(home, size % 2 == 0 ? 1024 : 1_000_000);
        LoadInfo info = pipeline.run(Resource.ofFiles("items", write(home, lines)));
        assertThat(info.collisions()).isEmpty();

        Reassembly reassembly =
                new Reassembly(Objects.requireNonNull(pipeline.schemas().get("items")));
        Map<String, Map<String, Object>> expected = new TreeMap<>();
        values(lines).forEach(item -> expected.put(item.path("id").asText(), reassembly.expected("items", item)));
        Map<String, Map<String, Object>> actual = new TreeMap<>();
        try (LoadedDataset dataset = LoadedDataset.open(home.resolve("items.duckdb"), "items_dataset")) {
            for (Tree row : Objects.requireNonNull(dataset.trees().get("items"))) {
                assertThat(actual.put(row.columns().get("id"), reassembly.item("items", row)))
                        .isNull();
            }
        }
        assertThat(actual).isEqualTo(expected);
    }

    @Test
    void collisionsAreCountedAsThePlainDescriptionSays() {
        int reported = 0;
        for (int run = 0; run < CASES / 4; run++) {
            long seed = SEED + run;
            int items = 1 + run * 3;
            String lines = CollidingItems.lines(seed, items);
            Path home = directory();
            LoadInfo info = pipeline(home, run % 2 == 0 ? 1024 : 1_000_000)
                    .run(Resource.ofFiles("items", write(home, lines)));

            CollidingItems counted = new CollidingItems();
            values(lines).forEach(item -> counted.count("items", item));
            assertThat(info.collisions())
                    .as("-Dreassembly.seed=%d, %d items", seed, items)
                    .containsExactlyInAnyOrderElementsOf(counted.expected());
            reported += info.collisions().size();
        }
        assertThat(reported).isGreaterThan(CASES / 4);
    }

    private Path directory() {
        try {
            return Files.createDirectory(temporary.resolve("case" + directories++));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Pipeline pipeline(Path home, int partBytes) {
        return Pipeline.named("items")
                .destination("duckdb")
                .projectDir(home)
                .environment(Map.of(
                        "DLT_DATA_DIR", home.resolve("data").toString(),
                        "EXTRACT__PART_BYTES", Integer.toString(partBytes)))
                .open();
    }

    private static Path write(Path home, String lines) {
        try {
            return Files.writeString(home.resolve("items.jsonl"), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<JsonNode> values(String lines) {
        List<JsonNode> values = new ArrayList<>();
        try {
            JSON.readerFor(JsonNode.class).<JsonNode>readValues(lines).forEachRemaining(values::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return values;
    }
}
