package io.dlt4j.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dlt4j.Destination;
import io.dlt4j.Pipeline;
import io.dlt4j.Resource;
import io.dlt4j.Source;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.schema.TableSchema;
import io.dlt4j.load.LoadError;
import io.dlt4j.pack.LoadPackage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pinned cases of functions as destinations, P-127 to P-133. */
class SinkCasesIT {

    @TempDir
    private Path home;

    private final Map<String, String> environment = new HashMap<>();
    private final List<SinkBatch> calls = Collections.synchronizedList(new ArrayList<>());
    private final Set<String> tables = Collections.synchronizedSet(new TreeSet<>());
    private final Set<String> columns = Collections.synchronizedSet(new TreeSet<>());

    private void take(SinkBatch items, TableSchema table) {
        calls.add(items);
        tables.add(table.name());
        columns.addAll(table.columns().keySet());
    }

    private Pipeline pipeline(Sink sink) {
        environment.put("DLT_DATA_DIR", home.resolve("data").toString());
        return Pipeline.named("sinks")
                .destination(Destination.sink(sink))
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
                .toList();
    }

    private static List<Object> range(long from, long to) {
        return LongStream.range(from, to).boxed().map(n -> (Object) n).toList();
    }

    @ParameterizedTest
    @CsvSource({"1, 100", "10, 10", "23, 5"})
    @DisplayName("P-127: each row once, in batches of the size that was said")
    void batches(int size, int expectedCalls) {
        pipeline(Sink.of("crm", this::take).batchSize(size)).run(numbers(100));

        assertThat(calls).hasSize(expectedCalls);
        assertThat(delivered()).isEqualTo(range(0, 100));
    }

    @Test
    @DisplayName("P-128: a load goes on at the batch that failed")
    void goesOnAtTheBatchThatFailed() {
        environment.put("LOAD__RAISE_ON_MAX_RETRIES", "1");
        AtomicInteger failures = new AtomicInteger();
        SinkFunction failing = (items, table) -> {
            if (items.rows().contains(Map.of("n", 25L)) && failures.getAndIncrement() == 0) {
                throw new IOException("row 25");
            }
            take(items, table);
        };
        assertThatExceptionOfType(DltException.class)
                .isThrownBy(() -> pipeline(Sink.of("crm", failing)).run(numbers(100)));
        assertThat(delivered()).isEqualTo(range(0, 20));

        calls.clear();
        pipeline(Sink.of("crm", failing)).load();
        assertThat(delivered()).isEqualTo(range(20, 100));
    }

    @ParameterizedTest
    @CsvSource({"1", "2"})
    @DisplayName("P-129: a failure is tried as often as configured, then the package waits")
    void triesAsOftenAsConfigured(int tries) {
        environment.put("LOAD__RAISE_ON_MAX_RETRIES", String.valueOf(tries));
        AtomicInteger attempts = new AtomicInteger();
        Pipeline pipeline = pipeline(Sink.of("crm", (items, table) -> {
            attempts.incrementAndGet();
            throw new IllegalArgumentException("not now");
        }));

        assertThatExceptionOfType(DltException.class)
                .isThrownBy(() -> pipeline.run(numbers(1)))
                .matches(e -> e.code() == LoadError.LOAD_RETRIES_EXHAUSTED)
                .withMessageContaining("in " + tries + " tries");
        assertThat(attempts).hasValue(tries);
        assertThat(pipeline.pendingPackages()).hasSize(1);
    }

    @Test
    @DisplayName("P-130: a refusal is not tried again; unlike in the reference, the package waits to be mended")
    void triesARefusalOnce() {
        AtomicInteger attempts = new AtomicInteger();
        Pipeline pipeline = pipeline(Sink.of("crm", (items, table) -> {
            attempts.incrementAndGet();
            throw new SinkRejectedException("never");
        }));

        assertThatExceptionOfType(DltException.class)
                .isThrownBy(() -> pipeline.run(numbers(1)))
                .matches(e -> e.code() == LoadError.LOAD_PACKAGE_FAILED);
        assertThat(attempts).hasValue(1);
        assertThat(pipeline.pendingPackages())
                .singleElement()
                .extracting(LoadPackage::stage)
                .isEqualTo(LoadPackage.Stage.FAILED);
    }

    @ParameterizedTest
    @CsvSource({"-1, 3", "0, 1", "1, 2", "3, 4"})
    @DisplayName("P-131: the sink's nesting goes before the source's")
    void nests(int levels, int expectedTables) {
        Map<String, Object> item =
                Map.of("a", List.of(Map.of("b", List.of(Map.of("c", List.of(Map.of("d", List.of(1))))))));
        Sink sink = Sink.of("crm", this::take);
        pipeline(levels < 0 ? sink.nestingOfSource() : sink.maxTableNesting(levels))
                .run(List.of(
                        Source.of("deep", Resource.of("items", List.of(item))).maxTableNesting(2)));

        assertThat(tables).hasSize(expectedTables);
    }

    @ParameterizedTest
    @CsvSource({"direct, PErson, UpperCase", "snake_case, p_erson, upper_case"})
    @DisplayName("P-132: names stay as they are unless the sink has a convention")
    void names(String convention, String table, String column) {
        Sink sink = Sink.of("crm", this::take);
        pipeline(convention.equals("direct") ? sink : sink.naming(convention))
                .run(Resource.of("PErson", List.of(Map.of("UpperCase", 1))));

        assertThat(tables).containsExactly(table);
        assertThat(columns).containsExactly(column);
        assertThat(calls.get(0).rows()).containsExactly(Map.of(column, 1L));
    }

    @Test
    @DisplayName("P-133: dlt's own tables and columns come where they are wanted")
    void showsSystemColumns() {
        pipeline(Sink.of("crm", this::take).withSystemColumns()).run(numbers(1));

        assertThat(tables).contains("numbers", "_dlt_pipeline_state");
        assertThat(columns).contains("n", "_dlt_load_id", "_dlt_id");
        assertThat(calls)
                .anySatisfy(batch -> assertThat(batch.rows().get(0)).containsKeys("n", "_dlt_load_id", "_dlt_id"));
    }

    @Test
    @DisplayName("§7.5: no more job files at once than the sink takes")
    void takesOneFileAtATime() throws Exception {
        assertThat(mostAtOnce(sink -> sink.maxParallelJobs(1))).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sequential", "table-sequential"})
    @DisplayName("§7.5: no more job files at once than the configuration wants")
    void followsTheStrategy(String strategy) throws Exception {
        environment.put("LOAD__PARALLELISM_STRATEGY", strategy);
        assertThat(mostAtOnce(UnaryOperator.identity())).isEqualTo(1);
    }

    @Test
    @DisplayName("§7.5: several job files at once where nobody objects")
    void takesFilesSideBySide() throws Exception {
        environment.put("LOAD__PARALLELISM_STRATEGY", "parallel");
        assertThat(mostAtOnce(UnaryOperator.identity())).isGreaterThan(1);
    }

    /** The most calls at the same time; each waits a little for company. */
    private int mostAtOnce(UnaryOperator<Sink> changed) throws Exception {
        environment.put("EXTRACT__PART_BYTES", "1024");
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger files = new AtomicInteger();
        CountDownLatch company = new CountDownLatch(1);
        Sink sink = Sink.of("crm", (items, table) -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            files.incrementAndGet();
            if (now.get() > 1) {
                company.countDown();
            }
            company.await(20, TimeUnit.MILLISECONDS);
            now.decrementAndGet();
        });
        pipeline(changed.apply(sink.batchSize(0))).run(numbers(600));
        assertThat(files).hasValueGreaterThan(3);
        return most.get();
    }
}
