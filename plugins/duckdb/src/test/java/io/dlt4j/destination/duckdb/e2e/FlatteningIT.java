package io.dlt4j.destination.duckdb.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dlt4j.Pipeline;
import io.dlt4j.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random items, loaded and compared with what {@link Flattening} makes of them. {@code -Dflattening.seed} repeats a
 * test, {@code -Dflattening.loads} is how many to do.
 */
class FlatteningIT {

    private static final long SEED = Long.getLong("flattening.seed", System.nanoTime());
    private static final int LOADS = Integer.getInteger("flattening.loads", 6);
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    @TempDir
    private Path temporary;

    @Test
    void loadsWhatThePlainDescriptionSays() throws IOException {
        System.out.printf("-Dflattening.seed=%d -Dflattening.loads=%d%n", SEED, LOADS);
        for (int load = 0; load < LOADS; load++) {
            long seed = SEED + load;
            String lines = new RandomItems(seed).lines(load % 3 == 0 ? 300 : 30);
            check("seed " + seed, lines, load);
        }
    }

    private void check(String what, String lines, int load) throws IOException {
        Path home = Files.createDirectories(temporary.resolve("load" + load));
        Path file = Files.writeString(home.resolve("items.jsonl"), lines);
        Pipeline pipeline = Pipeline.named("items")
                .destination("duckdb")
                .projectDir(home)
                .environment(Map.of(
                        "DLT_DATA_DIR",
                        home.resolve("data").toString(),
                        "EXTRACT__PART_BYTES",
                        load % 2 == 0 ? "1024" : "1000000"))
                .open();
        pipeline.run(Resource.ofFiles("items", file));

        Flattening flattening = new Flattening("items");
        List<Tree> expected = new ArrayList<>();
        for (JsonNode item : (Iterable<JsonNode>) () -> values(lines)) {
            expected.add(flattening.item(item));
        }
        try (LoadedDataset dataset = LoadedDataset.open(home.resolve("items.duckdb"), "items_dataset")) {
            assertThat(dataset.columns()).as(what).isEqualTo(LoadedDataset.described(flattening.columns()));
            assertThat(Tree.differences(dataset.trees().get("items"), expected, 1))
                    .as(what)
                    .isEmpty();
        }
    }

    private static java.util.Iterator<JsonNode> values(String lines) {
        try {
            return JSON.readerFor(JsonNode.class).readValues(lines);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
