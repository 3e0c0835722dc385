package io.dlt4j.destination.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dlt4j.Incremental;
import io.dlt4j.Pipeline;
import io.dlt4j.Resource;
import io.dlt4j.Source;
import io.dlt4j.SqlClient;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.schema.WriteDisposition;
import io.dlt4j.incremental.IncrementalError;
import io.dlt4j.incremental.RowOrder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Resources that load what is new, and what they remember, from Java objects and files to the dataset. */
class IncrementalIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path home;

    record Order(long id, Instant updated, BigDecimal total) {}

    @Test
    void recordsGoOnWhereTheLastRunEnded() {
        Pipeline pipeline = pipeline("orders");
        Instant first = Instant.parse("2024-01-02T03:04:05Z");
        Incremental updated = Incremental.on("updated").initialValue(Instant.parse("2024-01-01T00:00:00Z"));
        pipeline.run(Resource.of(
                        "orders",
                        List.of(
                                new Order(1, first.minusSeconds(1_000_000), new BigDecimal("1.10")),
                                new Order(2, first, new BigDecimal("2.20"))))
                .incremental(updated));
        assertThat(ids(pipeline, "orders")).containsExactly(2L);
        assertThat(cursor(pipeline, "orders", "updated").toString())
                .startsWith("{\"initial_value\":\"\uF0272024-01-01T00:00:00+00:00\","
                        + "\"last_value\":\"\uF0272024-01-02T03:04:05+00:00\",");

        pipeline.run(Resource.of(
                        "orders",
                        List.of(
                                new Order(2, first, new BigDecimal("2.20")),
                                new Order(3, first, new BigDecimal("3.30")),
                                new Order(4, first.plusMillis(1), new BigDecimal("4.40"))))
                .incremental(updated));
        assertThat(ids(pipeline, "orders")).containsExactly(2L, 3L, 4L);
        assertThat(pipeline.schemas()
                        .get("orders")
                        .tables()
                        .get("orders")
                        .columns()
                        .get("updated")
                        .properties())
                .containsEntry("incremental", true);
    }

    /** Serves issues, and remembers what it was asked for. */
    private record Service(List<Map<String, Object>> issues, List<Optional<Object>> asked) {

        Iterator<Map<String, Object>> issuesSince(Optional<Object> start) {
            asked.add(start);
            return issues.stream()
                    .filter(issue -> issue.get("updated_at")
                                    .toString()
                                    .compareTo(start.orElse("").toString())
                            >= 0)
                    .iterator();
        }

        void update(long id, String time) {
            issues.add(Map.of("id", id, "updated_at", time));
        }
    }

    /** The example of the README. */
    private static Resource issues(Service service) {
        return Resource.from("issues", context -> service.issuesSince(context.startValue()))
                .primaryKey("id")
                .incremental(Incremental.on("updated_at").initialValue("2024-01-01T00:00:00Z"));
    }

    @Test
    void aResourceAsksForWhatIsNew() {
        Service service = new Service(new ArrayList<>(), new ArrayList<>());
        service.update(1, "2023-12-31T00:00:00Z");
        service.update(2, "2024-01-02T00:00:00Z");
        Pipeline pipeline = pipeline("issues");
        pipeline.run(issues(service));
        service.update(3, "2024-01-02T00:00:00Z");
        service.update(4, "2024-01-03T00:00:00Z");
        pipeline.run(issues(service));
        assertThat(service.asked())
                .containsExactly(Optional.of("2024-01-01T00:00:00Z"), Optional.of("2024-01-02T00:00:00Z"));
        assertThat(ids(pipeline, "issues")).containsExactly(2L, 3L, 4L);
    }

    @Test
    void aResourceRemembersValuesWithTheDataTheyBelongTo() {
        Pipeline pipeline = pipeline("paged");
        pipeline.run(List.of(Source.of("crm", page(false), page("other", false))));
        assertThatThrownBy(() -> pipeline.run(List.of(Source.of("crm", page(true)))))
                .hasMessage("the service is down");
        assertThat(state(pipeline).at("/sources/crm/resources/pages/page").asInt())
                .as("a failed run changes nothing")
                .isEqualTo(1);
        pipeline.run(List.of(Source.of("crm", page(false))));
        JsonNode crm = state(pipeline).at("/sources/crm");
        assertThat(crm.at("/resources/pages/page").asInt()).isEqualTo(2);
        assertThat(crm.at("/resources/other/page").asInt()).isEqualTo(1);
        assertThat(crm.at("/calls").asInt()).as("of both resources").isEqualTo(3);
        assertThat(crm.at("/resources/pages/seen").asText()).isEqualTo("\uF0272024-01-02T03:04:05+00:00");
        assertThat(ids(pipeline, "pages")).containsExactly(1L, 2L);
    }

    private static Resource page(boolean fails) {
        return page("pages", fails);
    }

    private static Resource page(String name, boolean fails) {
        return Resource.from(name, context -> {
            long page = (Long) context.state().find("page").orElse(0L) + 1;
            context.state().put("page", page);
            if (page > 1) {
                assertThat(context.state().find("seen")).contains(OffsetDateTime.parse("2024-01-02T03:04:05Z"));
            }
            context.state().put("seen", Instant.parse("2024-01-02T03:04:05Z"));
            context.sourceState()
                    .put("calls", (Long) context.sourceState().find("calls").orElse(0L) + 1);
            return Stream.of(Map.of("id", page))
                    .peek(item -> {
                        if (fails) {
                            throw new IllegalStateException("the service is down");
                        }
                    })
                    .iterator();
        });
    }

    @Test
    void replaceBeginsWithoutTheStateOfTheResource() {
        Pipeline pipeline = pipeline("replaced");
        for (int run = 0; run < 2; run++) {
            pipeline.run(numbers("t", 1, 3)
                    .writeDisposition(WriteDisposition.REPLACE)
                    .incremental(Incremental.on("id")));
            assertThat(ids(pipeline, "t")).containsExactly(1L, 2L, 3L);
            assertThat(cursor(pipeline, "t", "id").at("/start_value").isNull()).isTrue();
        }
    }

    @Test
    void theCursorSeesWhatMapAndFilterLeaveAndTheLimitComesLast() {
        Pipeline pipeline = pipeline("steps");
        Resource steps = Resource.from(
                        "t", () -> IntStream.rangeClosed(1, 100).boxed().iterator())
                .limit(2)
                .incremental(Incremental.on("id"))
                .map(number -> Map.of("id", (Integer) number * 10))
                .filter(item -> (Integer) ((Map<?, ?>) item).get("id") % 20 == 0);
        pipeline.run(steps);
        assertThat(ids(pipeline, "t")).containsExactly(20L, 40L);
        pipeline.run(steps);
        assertThat(ids(pipeline, "t")).containsExactly(20L, 40L, 60L, 80L);
        assertThat(cursor(pipeline, "t", "id").at("/last_value").asInt()).isEqualTo(80);
    }

    /** Counts how far it is read, and whether it is closed. */
    private static final class Falling implements Iterator<Map<String, Object>>, AutoCloseable {

        private long next = 10;
        private boolean closed;

        @Override
        public boolean hasNext() {
            return next > 0;
        }

        @Override
        public Map<String, Object> next() {
            return Map.of("id", next--);
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @Test
    void readingEndsAndTheIteratorIsClosedWhereTheOrderAllows() {
        Pipeline pipeline = pipeline("falling");
        Falling items = new Falling();
        pipeline.run(Resource.from("t", context -> items)
                .incremental(Incremental.on("id").initialValue(5).rowOrder(RowOrder.DESCENDING)));
        assertThat(ids(pipeline, "t")).containsExactly(5L, 6L, 7L, 8L, 9L, 10L);
        assertThat(items.next).as("I30: pulled down to 4").isEqualTo(3);
        assertThat(items.closed).isTrue();
    }

    @Test
    void filesKeepTheirValuesDigitByDigit() throws IOException {
        Path one = write("one.jsonl", "{\"ts\":1,\"n\":1}\n{\"ts\":2,\"n\":123456789012345678901234567890}\n");
        Path two = write("two.json", "[{\"ts\":2,\"n\":2},\n {\"ts\":3,\"n\":98765432109876543210987654321098765432}]");
        Resource numbers =
                Resource.ofFiles("n", one, two).incremental(Incremental.on("ts").initialValue(2));
        Pipeline pipeline = pipeline("digits");
        pipeline.run(numbers);
        pipeline.run(numbers);
        assertThat(rows(pipeline, "SELECT CAST(n AS VARCHAR) FROM " + name(pipeline, "n") + " ORDER BY n"))
                .containsExactly(
                        List.of("2"),
                        List.of("123456789012345678901234567890"),
                        List.of("98765432109876543210987654321098765432"));
    }

    @Test
    void csvGoesOnByItsTexts() throws IOException {
        Path file = write("t.csv", "id,at\n1,2024-01-01T00:00:00Z\n2,2024-01-02T00:00:00Z\n");
        Resource resource = Resource.ofFiles("t", file).incremental(Incremental.on("at"));
        Pipeline pipeline = pipeline("csv");
        pipeline.run(resource);
        write("t.csv", "id,at\n1,2024-01-01T00:00:00Z\n2,2024-01-02T00:00:00Z\n3,2024-01-02T00:00:00Z\n");
        pipeline.run(resource);
        assertThat(ids(pipeline, "t")).containsExactly(1L, 2L, 3L);
        assertThat(rows(pipeline, "SELECT DISTINCT typeof(\"at\") FROM " + name(pipeline, "t")))
                .containsExactly(List.of("TIMESTAMP WITH TIME ZONE"));
    }

    @Test
    void fewerRowsThanItemsAreReadFromFilesInOrder() throws IOException {
        Path one = write("one.jsonl", "{\"id\":9}\n{\"id\":1}\n{\"id\":8}\n");
        Path two = write("two.jsonl", "{\"id\":7}\n");
        Pipeline pipeline = pipeline("ordered");
        pipeline.run(Resource.ofFiles("t", one, two)
                .incremental(Incremental.on("id").initialValue(5).rowOrder(RowOrder.DESCENDING)));
        assertThat(ids(pipeline, "t")).containsExactly(9L);
    }

    @Test
    void theStateComesBackFromTheDataset() throws IOException {
        Resource numbers = numbers("t", 1, 3).incremental(Incremental.on("id"));
        pipeline("lost").run(numbers);
        Files.move(home.resolve("data"), home.resolve("lost-data"));
        Pipeline again = pipeline("lost");
        again.run(numbers("t", 1, 5).incremental(Incremental.on("id")));
        assertThat(ids(again, "t")).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void aRunWithoutNewRowsLoadsNothing() {
        Pipeline pipeline = pipeline("idle");
        Resource numbers = numbers("t", 1, 3).incremental(Incremental.on("id"));
        pipeline.run(numbers);
        assertThat(pipeline.run(numbers).loadIds()).as("I04: not even a state").isEmpty();
        assertThat(ids(pipeline, "t")).containsExactly(1L, 2L, 3L);
    }

    @Test
    void aFailureSaysWhichItem() {
        Resource broken =
                Resource.of("t", List.of(Map.of("id", 1), Map.of("name", "x"))).incremental(Incremental.on("id"));
        assertThatThrownBy(() -> pipeline("broken").run(broken))
                .isInstanceOfSatisfying(
                        DltException.class,
                        e -> assertThat(e.code()).isEqualTo(IncrementalError.INCREMENTAL_CURSOR_MISSING))
                .hasMessage("resource t, item 2: the item has nothing at the cursor path 'id'.");
    }

    private static Resource numbers(String name, int first, int last) {
        return Resource.of(
                name,
                IntStream.rangeClosed(first, last)
                        .mapToObj(id -> Map.of("id", id))
                        .toList());
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(home.resolve(name), text);
    }

    private Pipeline pipeline(String name) {
        return Pipeline.named(name)
                .destination("duckdb")
                .projectDir(home)
                .environment(Map.of("DLT_DATA_DIR", home.resolve("data").toString()))
                .open();
    }

    private static JsonNode state(Pipeline pipeline) {
        try {
            return JSON.readTree(
                    pipeline.workingDirectory().resolve("state.json").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode cursor(Pipeline pipeline, String resource, String path) {
        return state(pipeline).at("/sources/" + pipeline.name() + "/resources/" + resource + "/incremental/" + path);
    }

    private static List<Long> ids(Pipeline pipeline, String table) {
        return rows(pipeline, "SELECT id FROM " + name(pipeline, table) + " ORDER BY 1").stream()
                .map(row -> ((Number) row.get(0)).longValue())
                .toList();
    }

    private static String name(Pipeline pipeline, String table) {
        try (SqlClient sql = pipeline.sqlClient()) {
            return sql.qualifiedName(table);
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
