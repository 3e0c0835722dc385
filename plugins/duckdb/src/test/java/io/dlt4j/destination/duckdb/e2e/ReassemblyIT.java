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
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What goes in can be put together again from what is there; and where keys share names, what is lost is reported.
 * {@code -Dreassembly.seed} repeats a test, {@code -Dreassembly.cases} is how many to do.
 */
class ReassemblyIT {

    private static final long SEED = Long.getLong("reassembly.seed", System.nanoTime());
    private static final int CASES = Integer.getInteger("reassembly.cases", 200);
    private static final int LARGEST = 10;
    private static final int TOGETHER = 25;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    @TempDir
    private Path temporary;

    private int directories;

    /** Items of one seed and size, in a table of their own. */
    private record Case(long seed, int size) {

        String table() {
            return "c" + (seed - SEED);
        }

        String lines() {
            return new SurvivingItems(seed, size).lines();
        }

        @Override
        public String toString() {
            return "-Dreassembly.seed=" + seed + ", size " + size + ", items:\n" + lines();
        }
    }

    @Test
    void itemsComeBackFromTheirTables() {
        for (int first = 0; first < CASES; first += TOGETHER) {
            List<Case> cases = new ArrayList<>();
            for (int run = first; run < Math.min(CASES, first + TOGETHER); run++) {
                cases.add(new Case(SEED + run, 1 + run % LARGEST));
            }
            check(cases).ifPresent(failed -> {
                throw smallest(failed);
            });
        }
    }

    /** The failure of the smallest items that the seed makes and that fail, if they fail without the others. */
    private AssertionError smallest(Failed failed) {
        for (int size = 1; size <= failed.items().size(); size++) {
            Optional<Failed> alone = check(List.of(new Case(failed.items().seed(), size)));
            if (alone.isPresent()) {
                return alone.get().error();
            }
        }
        return failed.error();
    }

    private record Failed(Case items, Throwable cause) {

        AssertionError error() {
            return new AssertionError(items.toString(), cause);
        }
    }

    /** Loads all cases with one run; the first that does not come back as it was. */
    private Optional<Failed> check(List<Case> cases) {
        Path home = directory();
        Pipeline pipeline = pipeline(home, directories % 2 == 0 ? 1024 : 1_000_000);
        Map<String, List<Tree>> loaded;
        try {
            LoadInfo info = pipeline.run(cases.stream()
                    .map(one -> Resource.ofJson(one.table(), one.lines()))
                    .toArray(Resource[]::new));
            assertThat(info.collisions()).isEmpty();
            try (LoadedDataset dataset = LoadedDataset.open(home.resolve("items.duckdb"), "items_dataset")) {
                loaded = dataset.trees();
            }
        } catch (AssertionError | RuntimeException failure) {
            return cases.size() == 1 ? Optional.of(new Failed(cases.get(0), failure)) : oneByOne(cases, failure);
        }
        Reassembly reassembly =
                new Reassembly(Objects.requireNonNull(pipeline.schemas().get("items")));
        for (Case one : cases) {
            try {
                assertReassembled(reassembly, one, Objects.requireNonNull(loaded.get(one.table())));
            } catch (AssertionError | RuntimeException failure) {
                return Optional.of(new Failed(one, failure));
            }
        }
        return Optional.empty();
    }

    private Optional<Failed> oneByOne(List<Case> cases, Throwable together) {
        return cases.stream()
                .flatMap(one -> check(List.of(one)).stream())
                .findFirst()
                .or(() -> Optional.of(new Failed(cases.get(0), together)));
    }

    private static void assertReassembled(Reassembly reassembly, Case items, List<Tree> rows) {
        Map<String, Map<String, Object>> expected = new TreeMap<>();
        values(items.lines())
                .forEach(item -> expected.put(item.path("id").asText(), reassembly.expected(items.table(), item)));
        Map<String, Map<String, Object>> actual = new TreeMap<>();
        rows.forEach(row -> assertThat(actual.put(row.columns().get("id"), reassembly.item(items.table(), row)))
                .isNull());
        assertThat(actual).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {1024, 8192, 1_000_000})
    void collisionsAreCountedAsThePlainDescriptionSays(int partBytes) {
        CollidingItems counted = new CollidingItems();
        List<Resource> resources = new ArrayList<>();
        for (int run = 0; run < TOGETHER; run++) {
            String table = "c" + run;
            String lines = CollidingItems.lines(SEED + run, 1 + run * 5);
            values(lines).forEach(item -> counted.count(table, item));
            resources.add(Resource.ofJson(table, lines));
        }

        LoadInfo info = pipeline(directory(), partBytes).run(resources.toArray(Resource[]::new));

        assertThat(info.collisions())
                .as("-Dreassembly.seed=%d", SEED)
                .hasSizeGreaterThan(TOGETHER)
                .containsExactlyInAnyOrderElementsOf(counted.expected());
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
