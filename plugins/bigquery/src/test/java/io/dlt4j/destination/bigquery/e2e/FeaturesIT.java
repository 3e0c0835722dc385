package io.dlt4j.destination.bigquery.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.dlt4j.BigQueryHints;
import io.dlt4j.LoadInfo;
import io.dlt4j.Pipeline;
import io.dlt4j.Refresh;
import io.dlt4j.Resource;
import io.dlt4j.RunOptions;
import io.dlt4j.Source;
import io.dlt4j.SqlClient;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.DataType;
import io.dlt4j.api.schema.WriteDisposition;
import io.dlt4j.destination.bigquery.server.RequestKind;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the destination can beside loading rows. */
class FeaturesIT {

    @TempDir
    private Path home;

    private TestProject project;

    @BeforeEach
    void start() {
        project = TestProject.ofServer();
    }

    @AfterEach
    void stop() {
        project.close();
    }

    private JsonNode table(String name) {
        return project.server().table(project.dataset(), name).orElseThrow();
    }

    private static LoadInfo run(Pipeline pipeline, Resource resource) {
        return pipeline.run(List.of(Source.of("shop", resource)));
    }

    private static Resource events() {
        return Resource.of(
                "events",
                List.of(Map.of(
                        "id",
                        1,
                        "happened_at",
                        OffsetDateTime.of(2026, 1, 2, 3, 4, 5, 0, ZoneOffset.UTC),
                        "kind",
                        "a")));
    }

    @Test
    void hintsOfTheAdapterShapeTheTable() {
        Resource hinted = BigQueryHints.builder()
                .partition("happened_at")
                .partitionExpirationDays(30)
                .cluster("kind", "id")
                .tableDescription("what 'happened'")
                .tableExpiration(OffsetDateTime.of(2040, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC))
                .label("team", "shop")
                .build()
                .on(events());
        run(project.pipeline("shop", home), hinted);
        JsonNode table = table("events");
        assertThat(table.at("/timePartitioning/type").asText()).isEqualTo("DAY");
        assertThat(table.at("/timePartitioning/field").asText()).isEqualTo("happened_at");
        assertThat(table.at("/timePartitioning/expirationMs").asLong()).isEqualTo(30L * 86_400_000);
        assertThat(table.at("/clustering/fields").toString()).isEqualTo("[\"kind\",\"id\"]");
        assertThat(table.path("description").asText()).isEqualTo("what 'happened'");
        assertThat(table.path("expirationTime").asLong()).isEqualTo(2_208_988_800_000L);
        assertThat(table.at("/labels/team").asText()).isEqualTo("shop");
    }

    @Test
    void aCloneKeepsWhatTheTableIs() {
        Resource hinted = BigQueryHints.builder()
                .partition("happened_at")
                .tableDescription("kept")
                .build()
                .on(events())
                .hints(hints -> hints.writeDisposition(WriteDisposition.REPLACE));
        Pipeline pipeline =
                project.pipeline("shop", home, Map.of("DESTINATION__BIGQUERY__REPLACE_STRATEGY", "staging-optimized"));
        run(pipeline, hinted);
        run(pipeline, hinted);
        assertThat(table("events").at("/timePartitioning/field").asText()).isEqualTo("happened_at");
        assertThat(table("events").path("description").asText()).isEqualTo("kept");
        assertThat(count(pipeline, "events")).isEqualTo(1);
    }

    @Test
    void integersArePartitionedByRange() {
        run(
                project.pipeline("shop", home),
                BigQueryHints.builder()
                        .partitionByRange("id", 0, 100, 10)
                        .build()
                        .on(events()));
        assertThat(table("events").at("/rangePartitioning").toString())
                .contains("\"field\":\"id\"", "\"start\":\"0\"", "\"end\":\"100\"", "\"interval\":\"10\"");
    }

    @Test
    void decimalsAreRoundedAsHinted() {
        Resource prices = BigQueryHints.builder()
                .roundHalfEven("price")
                .roundHalfAwayFromZero("tax")
                .build()
                .on(Resource.of(
                        "prices", List.of(Map.of("price", new BigDecimal("1.5"), "tax", new BigDecimal("0.2")))));
        run(project.pipeline("shop", home), prices);
        assertThat(table("prices").at("/schema/fields").toString())
                .contains("ROUND_HALF_EVEN", "ROUND_HALF_AWAY_FROM_ZERO");
    }

    @Test
    void rowsAreStreamedWhereAskedFor() {
        List<Map<String, Object>> rows = IntStream.range(0, 1203)
                .mapToObj(id -> Map.<String, Object>of("id", id, "tags", List.of("t")))
                .toList();
        Pipeline pipeline = project.pipeline("shop", home);
        run(pipeline, BigQueryHints.builder().streaming().build().on(Resource.of("clicks", rows)));
        assertThat(count(pipeline, "clicks")).isEqualTo(1203);
        assertThat(count(pipeline, "clicks__tags")).isEqualTo(1203);
        assertThat(project.server().count(RequestKind.INSERT_ALL))
                .as("500 rows a request")
                .isEqualTo(3);
    }

    @Test
    void streamingOnlyAppends() {
        Resource replaced = BigQueryHints.builder()
                .streaming()
                .build()
                .on(events())
                .hints(hints -> hints.writeDisposition(WriteDisposition.REPLACE));
        Pipeline pipeline = project.pipeline("shop", home);
        assertThatThrownBy(() -> run(pipeline, replaced))
                .isInstanceOf(DltException.class)
                .hasMessageContaining("streaming");
    }

    @Test
    void bigQueryFindsTheColumnsIfAskedTo() {
        Resource auto = BigQueryHints.builder()
                .autodetectSchema()
                .build()
                .on(Resource.of("found", List.of(Map.of("id", 1, "doc", Map.of("a", 1)), Map.of("id", 2, "late", true)))
                        .hints(hints -> hints.maxTableNesting(0)));
        Pipeline pipeline = project.pipeline("shop", home);
        run(pipeline, auto);
        assertThat(table("found").at("/schema/fields").toString()).contains("\"RECORD\"", "\"BOOLEAN\"");
        assertThat(count(pipeline, "found")).isEqualTo(2);
    }

    @Test
    void valuesComeBackAsTheyWent() {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("text", "ä\u0001\"'\\\n");
        row.put("whole", Long.MAX_VALUE);
        row.put("part", 0.1);
        row.put("flag", true);
        row.put("price", new BigDecimal("12345678901234567890.123456789"));
        row.put("moment", OffsetDateTime.of(1969, 12, 31, 23, 59, 59, 123_456_000, ZoneOffset.UTC));
        row.put("day", LocalDate.of(2026, 2, 28));
        row.put("hour", LocalTime.of(1, 2, 3, 456_000));
        row.put("raw", new byte[] {0, 1, -1});
        Pipeline pipeline = project.pipeline("shop", home);
        run(
                pipeline,
                Resource.of("cells", List.of(row)).hints(hints -> hints.column(ColumnSchema.of("doc", DataType.JSON))));
        try (SqlClient sql = pipeline.sqlClient()) {
            Map<String, Object> read = new LinkedHashMap<>(sql.query(
                            "SELECT text, whole, part, flag, price, moment, day, hour, raw FROM cells WHERE whole = ?"
                                    + " AND moment = ?",
                            Long.MAX_VALUE,
                            row.get("moment"))
                    .first()
                    .orElseThrow()
                    .toMap());
            assertThat((byte[]) read.remove("raw")).containsExactly(0, 1, -1);
            row.remove("raw");
            assertThat(read).isEqualTo(row);
        }
    }

    @Test
    void resultsComeInPages() {
        Pipeline pipeline = project.pipeline("shop", home);
        List<Map<String, Object>> rows = new ArrayList<>();
        IntStream.range(0, 25).forEach(id -> rows.add(Map.of("id", id)));
        run(pipeline, Resource.of("items", rows));
        project.server().rowsAPage(10);
        try (SqlClient sql = pipeline.sqlClient()) {
            assertThat(sql.query("SELECT id FROM items ORDER BY id").list())
                    .extracting(row -> row.value("id").orElseThrow())
                    .hasSize(25)
                    .startsWith(0L)
                    .endsWith(24L);
        }
    }

    @Test
    void anEmptyMachineGoesOnWithTheStateInTheDataset() {
        Resource items = Resource.of("items", List.of(Map.of("id", 1)));
        project.pipeline("shop", home.resolve("first"));
        Pipeline first = project.pipeline("shop", home.resolve("first"));
        run(first, items);
        Pipeline second = project.pipeline("shop", home.resolve("second"));
        LoadInfo info = run(second, Resource.of("items", List.of(Map.of("id", 2))));
        assertThat(info.packages().get(0).migrated()).as("nothing is new").isEmpty();
        assertThat(count(second, "items")).isEqualTo(2);
        assertThat(count(second, "_dlt_version")).isEqualTo(1);
    }

    @Test
    void aRefreshDropsTables() {
        Pipeline pipeline = project.pipeline("shop", home);
        run(pipeline, Resource.of("items", List.of(Map.of("id", 1, "old", true))));
        project.server().faults().loseAnswers(RequestKind.JOB_INSERT, 2);
        pipeline.run(
                List.of(Source.of("shop", Resource.of("items", List.of(Map.of("id", 2))))),
                RunOptions.builder().refresh(Refresh.DROP_RESOURCES).build());
        assertThat(count(pipeline, "items")).isEqualTo(1);
        assertThat(table("items").at("/schema/fields").toString()).doesNotContain("old");
    }

    @Test
    void parquetIsLoadedButForJson() {
        Pipeline pipeline = project.pipeline("shop", home, Map.of("NORMALIZE__LOADER_FILE_FORMAT", "parquet"));
        run(pipeline, Resource.of("items", List.of(Map.of("id", 1, "price", new BigDecimal("1.25")), Map.of("id", 2))));
        assertThat(count(pipeline, "items")).isEqualTo(2);
        assertThatThrownBy(() -> run(
                        pipeline,
                        Resource.of("docs", List.of(Map.of("doc", Map.of("a", 1))))
                                .hints(hints -> hints.column(ColumnSchema.of("doc", DataType.JSON)))))
                .isInstanceOf(DltException.class)
                .hasMessageContaining("BIGQUERY_TYPE_UNSUPPORTED");
    }

    @Test
    void aNewDatasetIsCaseInsensitiveIfConfigured() {
        Pipeline pipeline = project.pipeline(
                "shop",
                home,
                Map.of(
                        "DESTINATION__BIGQUERY__SHOULD_SET_CASE_SENSITIVITY_ON_NEW_DATASET", "true",
                        "DESTINATION__BIGQUERY__HAS_CASE_SENSITIVE_IDENTIFIERS", "false"));
        run(pipeline, Resource.of("items", List.of(Map.of("id", 1))));
        assertThat(project.server()
                        .dataset(project.dataset())
                        .path("isCaseInsensitive")
                        .asBoolean())
                .isTrue();
    }

    private static long count(Pipeline pipeline, String table) {
        try (SqlClient sql = pipeline.sqlClient()) {
            return sql.query("SELECT COUNT(*) AS n FROM " + sql.qualifiedName(table))
                    .first()
                    .flatMap(row -> row.value("n", Long.class))
                    .orElseThrow();
        }
    }
}
