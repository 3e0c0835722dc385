package io.dlt4j.destination.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dlt4j.LoadInfo;
import io.dlt4j.Pipeline;
import io.dlt4j.PipelineError;
import io.dlt4j.Resource;
import io.dlt4j.Source;
import io.dlt4j.SqlClient;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.schema.WriteDisposition;
import io.dlt4j.extract.ExtractError;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What applications hand to {@link Resource}s, and what of it is in the dataset afterwards. */
class JavaItemsIT {

    @TempDir
    private Path home;

    enum Color {
        RED
    }

    record Point(int x, double y) {}

    record Shape(long id, Color color, Optional<String> note, Point origin, List<Point> corners, int[] marks) {}

    /** A bean: public getters, no fields in sight. */
    public static final class Account {
        public String getOwner() {
            return "ann";
        }

        public boolean isActive() {
            return true;
        }

        public long balance() {
            return 5;
        }
    }

    @Test
    void recordsBecomeRowsAndTheirListsChildTables() {
        Pipeline pipeline = pipeline("shapes", home);
        Shape shape = new Shape(
                7,
                Color.RED,
                Optional.of("hi"),
                new Point(1, 2.5),
                List.of(new Point(3, 4), new Point(5, 6)),
                new int[] {9, 8});
        LoadInfo info = pipeline.run(Resource.of("shapes", List.of(shape)));
        assertThat(info.rowCounts()).containsEntry("shapes__corners", 2L).containsEntry("shapes__marks", 2L);
        assertThat(rows(pipeline, "SELECT id, color, note, origin__x, origin__y FROM " + table(pipeline, "shapes")))
                .containsExactly(List.of(7L, "RED", "hi", 1L, 2.5));
        assertThat(rows(pipeline, "SELECT value FROM " + table(pipeline, "shapes__marks") + " ORDER BY _dlt_list_idx"))
                .containsExactly(List.of(9L), List.of(8L));
    }

    @Test
    void beansBecomeRowsByTheirGetters() {
        Pipeline pipeline = pipeline("accounts", home);
        pipeline.run(Resource.of("accounts", List.of(new Account())));
        assertThat(rows(pipeline, "SELECT active, owner FROM " + table(pipeline, "accounts")))
                .containsExactly(List.of(true, "ann"));
        assertThat(pipeline.schemas().get("accounts").tables().get("accounts").columns())
                .doesNotContainKey("balance");
    }

    @Test
    void valuesKeepTheirTypes() throws Exception {
        Map<String, @Nullable Object> item = new LinkedHashMap<>();
        item.put("big", new BigInteger("9223372036854775807"));
        item.put("wide", new BigInteger("92233720368547758080"));
        item.put("amount", new BigDecimal("1234567890.123456789"));
        item.put("nan", Double.NaN);
        item.put("single", 0.1f);
        item.put("at", Instant.parse("2024-02-29T12:34:56.123456Z"));
        item.put("offset", OffsetDateTime.of(2024, 2, 29, 14, 0, 0, 0, ZoneOffset.ofHours(2)));
        item.put("local", LocalDateTime.of(2024, 2, 29, 1, 2, 3));
        item.put("day", LocalDate.of(2024, 2, 29));
        item.put("clock", LocalTime.of(1, 2, 3, 4000));
        item.put("bytes", new byte[] {0, 1, (byte) 0xFF});
        item.put("id", UUID.fromString("c8209ee7-ee95-4b90-8c9f-f7a0f8b51014"));
        item.put("link", URI.create("https://example.org/a"));
        item.put("letter", 'x');
        item.put("tree", new ObjectMapper().readTree("{\"k\": [1, 2]}"));
        Pipeline pipeline = pipeline("values", home);
        pipeline.run(Resource.of("v", List.of(item)));
        List<Object> row = rows(
                        pipeline,
                        "SELECT big, CAST(wide AS VARCHAR), CAST(amount AS VARCHAR), single, CAST(epoch_us(\"at\") AS BIGINT), "
                                + "CAST(epoch_us(\"offset\") AS BIGINT), CAST(day AS VARCHAR), CAST(clock AS VARCHAR), "
                                + "hex(bytes), id, link, letter FROM " + table(pipeline, "v"))
                .get(0);
        assertThat(row)
                .containsExactly(
                        9223372036854775807L,
                        "92233720368547758080",
                        "1234567890.123456789",
                        0.1,
                        1709210096123456L,
                        1709208000000000L,
                        "2024-02-29",
                        "01:02:03.000004",
                        "0001FF",
                        "c8209ee7-ee95-4b90-8c9f-f7a0f8b51014",
                        "https://example.org/a",
                        "x");
        assertThat(pipeline.schemas().get("values").tables().get("v").columns()).doesNotContainKey("nan");
        assertThat(rows(pipeline, "SELECT value FROM " + table(pipeline, "v__tree__k")))
                .hasSize(2);
    }

    @Test
    void anUnknownClassIsRefusedWithItsPathAndNothingIsPublished() {
        Pipeline pipeline = pipeline("odd", home);
        Map<String, Object> item = Map.of("a", Map.of("b", List.of(new Object())));
        assertThatThrownBy(() -> pipeline.run(Resource.of("odd", List.of(item))))
                .isInstanceOfSatisfying(DltException.class, e -> {
                    assertThat(e.code()).isEqualTo(ExtractError.EXTRACT_VALUE_UNSUPPORTED);
                    assertThat(e).hasMessageContaining("odd.a.b[0]").hasMessageContaining("java.lang.Object");
                });
        assertThat(pipeline.pendingPackages()).isEmpty();
    }

    @Test
    void stepsChangeAndChooseItems() {
        Pipeline pipeline = pipeline("numbers", home);
        Resource numbers = Resource.of(
                        "numbers", IntStream.range(0, 100).boxed().toList())
                .filter(item -> (Integer) item % 2 == 0)
                .map(item -> Map.of("n", item, "square", (Integer) item * (Integer) item))
                .limit(3);
        pipeline.run(numbers);
        assertThat(rows(pipeline, "SELECT n, square FROM " + table(pipeline, "numbers") + " ORDER BY n"))
                .containsExactly(List.of(0L, 0L), List.of(2L, 4L), List.of(4L, 16L));
    }

    @Test
    void aStreamIsReadOnceAndACollectionEachTime() {
        Pipeline pipeline = pipeline("streams", home);
        Resource stream = Resource.of("s", Stream.of(Map.of("id", 1)));
        pipeline.run(stream);
        assertThatThrownBy(() -> pipeline.run(stream))
                .isInstanceOfSatisfying(
                        DltException.class,
                        e -> assertThat(e.code()).isEqualTo(PipelineError.PIPELINE_SOURCE_EXHAUSTED));
        Resource collection = Resource.of("c", List.of(Map.of("id", 1)));
        pipeline.run(collection);
        pipeline.run(collection);
        assertThat(rows(pipeline, "SELECT id FROM " + table(pipeline, "c"))).hasSize(2);
    }

    @Test
    void jsonTextAndPagesAreTakenApart() {
        Pipeline pipeline = pipeline("json", home);
        pipeline.run(
                Resource.ofJson("text", "[{\"id\": 1}, {\"id\": 2}]")
                        .filter(item -> !item.toString().contains("=1")),
                Resource.of("pages", List.of(List.of(Map.of("id", 1), Map.of("id", 2)), Map.of("id", 3))));
        assertThat(rows(pipeline, "SELECT id FROM " + table(pipeline, "text"))).containsExactly(List.of(2L));
        assertThat(rows(pipeline, "SELECT id FROM " + table(pipeline, "pages"))).hasSize(3);
    }

    @Test
    void sourcesHaveSchemasOfTheirOwnAndOneBatch() {
        Pipeline pipeline = pipeline("two", home);
        LoadInfo info = pipeline.run(List.of(
                Source.of("crm", Resource.of("people", List.of(Map.of("id", 1)))),
                Source.of("shop", Resource.of("orders", List.of(Map.of("id", 1))))));
        assertThat(info.packages()).hasSize(2);
        assertThat(pipeline.schemas()).containsOnlyKeys("crm", "shop");
        assertThat(rows(pipeline, "SELECT schema_name FROM " + table(pipeline, "_dlt_loads") + " ORDER BY 1"))
                .containsExactly(List.of("crm"), List.of("shop"));
    }

    @Test
    void aNewWorkingDirectoryRestoresStateAndSchemas() {
        pipeline("moved", home).run(Resource.of("t", List.of(Map.of("id", 1))));
        Pipeline elsewhere = Pipeline.named("moved")
                .destination("duckdb")
                .projectDir(home)
                .environment(Map.of("DLT_DATA_DIR", home.resolve("other").toString()))
                .open();
        elsewhere.run(Resource.of("t", List.of(Map.of("id", 2))));
        assertThat(rows(elsewhere, "SELECT id FROM " + table(elsewhere, "t") + " ORDER BY id"))
                .containsExactly(List.of(1L), List.of(2L));
        assertThat(rows(elsewhere, "SELECT version FROM " + table(elsewhere, "_dlt_version")))
                .hasSize(1);
        assertThat(rows(elsewhere, "SELECT version FROM " + table(elsewhere, "_dlt_pipeline_state")))
                .hasSize(1);
    }

    @Test
    void pendingPackagesAreLoadedBeforeAnythingElseIsExtracted() {
        Pipeline pipeline = pipeline("pending", home);
        pipeline.extract(Resource.of("t", List.of(Map.of("id", 1))));
        LoadInfo info = pipeline.run(Resource.of("t", List.of(Map.of("id", 2))));
        assertThat(info.resumed()).isTrue();
        assertThat(rows(pipeline, "SELECT id FROM " + table(pipeline, "t"))).containsExactly(List.of(1L));
    }

    @Test
    void aReplacedTableHoldsTheLastRunOnly() {
        Pipeline pipeline = pipeline("replaced", home);
        for (int run = 1; run <= 3; run++) {
            pipeline.run(Resource.of("t", List.of(Map.of("id", run, "tags", List.of("a", "b"))))
                    .writeDisposition(WriteDisposition.REPLACE));
        }
        assertThat(rows(pipeline, "SELECT id FROM " + table(pipeline, "t"))).containsExactly(List.of(3L));
        assertThat(rows(pipeline, "SELECT value FROM " + table(pipeline, "t__tags")))
                .hasSize(2);
    }

    @Test
    void anIteratorIsReadWhileItIsExtracted() {
        Iterator<Map<String, Object>> items = new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < 200_000;
            }

            @Override
            public Map<String, Object> next() {
                return Map.of("id", next++, "text", "some text that takes room");
            }
        };
        Pipeline pipeline = pipeline("many", home);
        assertThat(pipeline.run(Resource.of("t", items)).rowCounts()).containsEntry("t", 200_000L);
        assertThat(rows(pipeline, "SELECT count(DISTINCT id) FROM " + table(pipeline, "t")))
                .containsExactly(List.of(200_000L));
    }

    private static Pipeline pipeline(String name, Path home) {
        return Pipeline.named(name)
                .destination("duckdb")
                .projectDir(home)
                .environment(Map.of("DLT_DATA_DIR", home.resolve("data").toString()))
                .open();
    }

    private static String table(Pipeline pipeline, String name) {
        try (SqlClient sql = pipeline.sqlClient()) {
            return sql.qualifiedName(name);
        }
    }

    private static List<List<Object>> rows(Pipeline pipeline, String sql) {
        try (SqlClient client = pipeline.sqlClient()) {
            return client.query(sql).list().stream()
                    .<List<Object>>map(row -> new ArrayList<>(row.values()))
                    .toList();
        }
    }
}
