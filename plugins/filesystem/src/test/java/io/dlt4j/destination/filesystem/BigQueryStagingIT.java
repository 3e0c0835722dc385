package io.dlt4j.destination.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.Destination;
import io.dlt4j.Pipeline;
import io.dlt4j.Resource;
import io.dlt4j.Source;
import io.dlt4j.SqlClient;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.schema.WriteDisposition;
import io.dlt4j.destination.bigquery.server.BigQueryServer;
import io.dlt4j.destination.bigquery.server.Request;
import io.dlt4j.destination.bigquery.server.RequestKind;
import io.dlt4j.plugin.PluginCatalog;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** BigQuery loads from files that were put into a bucket of Cloud Storage; both speak their protocols. */
class BigQueryStagingIT {

    /** More than Google's client makes up for within its deadline. */
    private static final int MANY = 3;

    private static PluginCatalog plugins;

    @TempDir
    private Path home;

    private final Map<String, String> environment = new HashMap<>();
    private BigQueryServer bigQuery;

    @BeforeAll
    static void findPlugins() {
        plugins = PluginCatalog.of(Bucket.GOOGLE, BigQueryStagingIT.class.getClassLoader());
    }

    @AfterAll
    static void releasePlugins() {
        plugins.close();
    }

    @BeforeEach
    void start() {
        bigQuery = BigQueryServer.start("project");
        bigQuery.stagedFiles((bucket, name) -> bucket.equals(GcsServer.BUCKET)
                ? Optional.ofNullable(Bucket.gcsServer().contents().get(name))
                : Optional.empty());
        environment.putAll(Bucket.gcs().environment());
    }

    @AfterEach
    void stop() {
        bigQuery.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "jsonl"})
    void rowsAreAppendedReplacedAndMergedFromTheBucket(String format) {
        environment.put("NORMALIZE__LOADER_FILE_FORMAT", format);
        pipeline().run(List.of(source(1)));
        pipeline().run(List.of(source(2)));
        assertBothRunsAreThere();
        assertThat(bigQuery.count(RequestKind.UPLOAD_START)).as("uploads").isZero();
        assertThat(stagedLoads())
                .isNotEmpty()
                .allMatch(load -> load.contains("gs://" + GcsServer.BUCKET + "/a folder/"));
        assertThat(stagedLoads()).anyMatch(load -> load.contains("." + format));
    }

    @ParameterizedTest
    @ValueSource(strings = {"insert-from-staging", "staging-optimized"})
    void stagedFilesFillStagingTables(String strategy) {
        environment.put("DESTINATION__BIGQUERY__REPLACE_STRATEGY", strategy);
        pipeline().run(List.of(source(1)));
        pipeline().run(List.of(source(2)));
        assertBothRunsAreThere();
    }

    @Test
    void aLoadJobWhoseAnswerIsLostLoadsItsFileOnce() {
        environment.put("DESTINATION__BIGQUERY__RETRY_DEADLINE", "0.05");
        bigQuery.faults().loseAnswers(BigQueryStagingIT::isStagedLoad, MANY);
        pipeline().run(List.of(source(1)));
        assertThat(bigQuery.faults().isSpent()).isTrue();
        bigQuery.faults().loseAnswers(BigQueryStagingIT::isStagedLoad, MANY);
        pipeline().run(List.of(source(2)));
        assertThat(bigQuery.faults().isSpent()).isTrue();
        assertBothRunsAreThere();
    }

    @Test
    void aStageThatBigQueryCannotReadIsRefused() {
        environment.put(
                "DESTINATION__FILESYSTEM__BUCKET_URL", home.resolve("stage").toString());
        environment.remove("DESTINATION__FILESYSTEM__CREDENTIALS");
        environment.remove("DESTINATION__FILESYSTEM__KWARGS");
        assertThatThrownBy(() -> pipeline().run(List.of(source(1))))
                .satisfies(e -> assertThat(codes(e)).contains("BIGQUERY_STAGE_UNREACHABLE"));
        assertThat(stagedLoads()).isEmpty();
    }

    @Test
    @DisplayName("P-26: a staging destination that nobody loads from")
    void aDatabaseIsNoStage() {
        assertThatThrownBy(() -> pipeline("duckdb").run(List.of(source(1))))
                .satisfies(e -> assertThat(codes(e)).contains("PIPELINE_STAGING_UNSUPPORTED"));
    }

    private static List<String> codes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(DltException.class::isInstance)
                .map(e -> ((DltException) e).code().name())
                .toList();
    }

    private void assertBothRunsAreThere() {
        assertThat(values("events", "id")).as("appended").containsExactly(1L, 2L, 3L);
        assertThat(values("events__tags", "value")).containsExactly("x", "x", "x", "y", "y", "y");
        assertThat(values("stock", "id")).as("replaced").containsExactly(12L);
        assertThat(values("people", "name")).as("merged").containsExactly("one", "three", "two again");
    }

    private static Source source(int run) {
        boolean first = run == 1;
        return Source.of(
                "shop",
                Resource.of("events", first ? List.of(event(1), event(2)) : List.of(event(3))),
                Resource.of("stock", List.of(Map.of("id", 10 + run))).writeDisposition(WriteDisposition.REPLACE),
                Resource.of(
                                "people",
                                first
                                        ? List.of(person(1, "one"), person(2, "two"))
                                        : List.of(person(2, "two again"), person(3, "three")))
                        .primaryKey("id")
                        .writeDisposition(WriteDisposition.MERGE));
    }

    private static Map<String, Object> event(int id) {
        return Map.of("id", id, "tags", List.of("x", "y"));
    }

    private static Map<String, Object> person(int id, String name) {
        return Map.of("id", id, "name", name);
    }

    private static boolean isStagedLoad(Request request) {
        return request.kind() == RequestKind.JOB_INSERT && request.text().contains("sourceUris");
    }

    private Set<String> stagedLoads() {
        return bigQuery.requests().stream()
                .filter(BigQueryStagingIT::isStagedLoad)
                .map(Request::text)
                .collect(Collectors.toSet());
    }

    private List<Object> values(String table, String column) {
        try (SqlClient sql = pipeline().sqlClient()) {
            return sql.query("SELECT " + column + " FROM " + sql.qualifiedName(table) + " ORDER BY 1").list().stream()
                    .map(row -> row.value(column).orElseThrow())
                    .toList();
        }
    }

    private Pipeline pipeline() {
        return pipeline("filesystem");
    }

    private Pipeline pipeline(String stage) {
        Map<String, String> variables = new HashMap<>(environment);
        variables.put("DLT_DATA_DIR", home.resolve("dlt").toString());
        variables.put("DESTINATION__BIGQUERY__CREDENTIALS", bigQuery.keyFile());
        variables.put("DESTINATION__BIGQUERY__API_ENDPOINT", bigQuery.endpoint());
        return Pipeline.named("pipe")
                .destination(Destination.from("bigquery"))
                .staging(Destination.from(stage))
                .dataset("data")
                .projectDir(home)
                .pipelinesDir(home.resolve("pipelines"))
                .environment(variables)
                .plugins(plugins)
                .open();
    }
}
