package io.dlt4j.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dlt4j.Destination;
import io.dlt4j.LoadInfo;
import io.dlt4j.Pipeline;
import io.dlt4j.Resource;
import io.dlt4j.api.config.ConfigField;
import io.dlt4j.api.config.Secret;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.schema.TableSchema;
import io.dlt4j.load.LoadError;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pipelines whose destination is a function of the test. */
class SinkTest {

    @TempDir
    private Path home;

    private final List<SinkBatch> calls = Collections.synchronizedList(new ArrayList<>());
    private final List<TableSchema> tables = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, String> environment = new HashMap<>();

    private void take(SinkBatch items, TableSchema table) {
        calls.add(items);
        tables.add(table);
    }

    private Pipeline pipeline(Destination destination) {
        environment.put("DLT_DATA_DIR", home.resolve("data").toString());
        environment.put("LOAD__RAISE_ON_MAX_RETRIES", "2");
        return Pipeline.named("sinks")
                .destination(destination)
                .projectDir(home)
                .environment(environment)
                .open();
    }

    private static Resource numbers(int count) {
        return Resource.of(
                "numbers",
                IntStream.range(0, count).mapToObj(n -> Map.of("n", n)).toList());
    }

    private List<Object> delivered() {
        return calls.stream()
                .flatMap(batch -> batch.rows().stream())
                .map(row -> row.get("n"))
                .sorted()
                .toList();
    }

    private static List<Object> range(int count) {
        return IntStream.range(0, count).mapToObj(n -> (Object) (long) n).toList();
    }

    @Test
    void getsTenRowsACallWithoutWhatIsDltsOwn() {
        LoadInfo info = pipeline(Destination.sink("crm", this::take)).run(numbers(25));

        assertThat(info.destinationName()).isEqualTo("crm");
        assertThat(calls).extracting(batch -> batch.rows().size()).containsExactly(10, 10, 5);
        assertThat(calls).extracting(batch -> batch.key().number()).containsExactly(0L, 1L, 2L);
        assertThat(calls.get(0).rows().get(0)).isEqualTo(Map.of("n", 0L));
        assertThat(tables).allMatch(table -> table.columns().keySet().equals(java.util.Set.of("n")));
    }

    @Test
    void deliversEachRowOncePastTheReferencesMisalignment() {
        pipeline(Destination.sink(Sink.of("crm", this::take).batchSize(23))).run(numbers(12_000));

        assertThat(delivered()).isEqualTo(range(12_000));
        assertThat(calls).extracting(SinkBatch::key).doesNotHaveDuplicates();
    }

    @Test
    void rowsHaveTypesAndListsAndObjectsStayTogether() {
        Map<String, Object> item = Map.of(
                "Name",
                "Ann",
                "price",
                new BigDecimal("1.20"),
                "at",
                OffsetDateTime.parse("2024-01-02T03:04:05Z"),
                "day",
                LocalDate.of(2024, 1, 2),
                "bytes",
                new byte[] {1, 2},
                "nested",
                Map.of("list", List.of(1, "x")));
        pipeline(Destination.sink("crm", this::take)).run(Resource.of("people", List.of(item)));

        Map<String, Object> row = calls.get(0).rows().get(0);
        assertThat(row)
                .containsEntry("Name", "Ann")
                .containsEntry("at", OffsetDateTime.parse("2024-01-02T03:04:05Z"))
                .containsEntry("day", LocalDate.of(2024, 1, 2))
                .containsEntry("nested", Map.of("list", List.of(java.math.BigInteger.ONE, "x")));
        assertThat((BigDecimal) row.get("price")).isEqualByComparingTo("1.20");
        assertThat((byte[]) row.get("bytes")).containsExactly(1, 2);
    }

    @Test
    void deliversAFileACallWhereTheBatchSizeIsZero() {
        List<Long> lines = new ArrayList<>();
        SinkFunction count = (items, table) -> {
            try (Stream<String> text = Files.lines(items.file())) {
                lines.add(text.count());
            }
        };
        pipeline(Destination.sink(Sink.of("crm", count).batchSize(0))).run(numbers(25));

        assertThat(lines).containsExactly(25L);
    }

    @Test
    void goesOnAtTheBatchThatFailed() {
        List<SinkBatchKey> failed = new ArrayList<>();
        SinkFunction flaky = (items, table) -> {
            if (items.key().number() == 2 && failed.size() < 2) {
                failed.add(items.key());
                throw new IOException("try later");
            }
            take(items, table);
        };
        Destination crm = Destination.sink("crm", flaky);

        assertThatExceptionOfType(DltException.class)
                .isThrownBy(() -> pipeline(crm).run(numbers(100)))
                .matches(e -> e.code() == LoadError.LOAD_RETRIES_EXHAUSTED)
                .withMessageContaining("try later");
        assertThat(delivered()).isEqualTo(range(20));

        pipeline(crm).load();

        assertThat(delivered()).isEqualTo(range(100));
        assertThat(failed).hasSize(2).allMatch(key -> key.equals(failed.get(0)));
        assertThat(calls).extracting(SinkBatch::key).contains(failed.get(0));
    }

    @Test
    void failsForGoodWhenTheFunctionRejects() {
        Destination crm = Destination.sink("crm", (items, table) -> {
            throw new SinkRejectedException("no such account");
        });

        assertThatExceptionOfType(DltException.class)
                .isThrownBy(() -> pipeline(crm).run(numbers(1)))
                .matches(e -> e.code() == LoadError.LOAD_PACKAGE_FAILED)
                .withMessageContaining("no such account");
    }

    @Test
    void refusesAnotherBatchSizeInTheMiddleOfAFile() {
        SinkFunction failing = (items, table) -> {
            if (items.key().number() == 1) {
                throw new IllegalStateException("down");
            }
        };
        assertThatExceptionOfType(DltException.class)
                .isThrownBy(() -> pipeline(Destination.sink("crm", failing)).run(numbers(20)));

        assertThatExceptionOfType(DltException.class)
                .isThrownBy(() -> pipeline(
                                Destination.sink(Sink.of("crm", this::take).batchSize(7)))
                        .load())
                .withMessageContaining("began with batches of 10 rows");
    }

    @Test
    void getsConfigurationAndSecrets() {
        ConfigField<Secret> token = ConfigField.secret("token");
        environment.put("DESTINATION__CRM__TOKEN", "t0ken");
        environment.put("DESTINATION__CRM__BATCH_SIZE", "50");
        List<String> tokens = new ArrayList<>();
        Sink sink = Sink.of(
                "crm",
                (items, table, config) -> tokens.add(config.require(token).reveal()),
                token);

        pipeline(Destination.sink(sink)).run(numbers(60));

        assertThat(tokens).containsExactly("t0ken", "t0ken");
    }

    @Test
    void missingConfigurationIsReportedBeforeAnyCall() {
        Sink sink = Sink.of("crm", (items, table, config) -> take(items, table), ConfigField.secret("token"));

        assertThatExceptionOfType(DltException.class)
                .isThrownBy(() -> pipeline(Destination.sink(sink)).run(numbers(1)))
                .withMessageContaining("DESTINATION__CRM__TOKEN");
        assertThat(calls).isEmpty();
    }

    @Test
    void aSecondLoadIsDeliveredToo() {
        Destination crm = Destination.sink("crm", this::take);
        Pipeline pipeline = pipeline(crm);
        pipeline.run(numbers(3));
        pipeline.run(numbers(3));

        assertThat(delivered()).containsExactly(0L, 0L, 1L, 1L, 2L, 2L);
    }

    @Test
    void twoSinksInOneProgramAreTwoDestinations() {
        List<Object> other = new ArrayList<>();
        Pipeline pipeline = pipeline(Destination.sink("one", this::take));
        pipeline.run(numbers(2));
        Pipeline.named("others")
                .destination(Destination.sink("two", (items, table) -> other.addAll(items.rows())))
                .projectDir(home)
                .environment(environment)
                .open()
                .run(numbers(5));

        assertThat(delivered()).hasSize(2);
        assertThat(other).hasSize(5);
    }
}
