package io.dlt4j.destination.duckdb.e2e;

import static io.dlt4j.destination.duckdb.e2e.LoadedPipeline.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.Items;
import io.dlt4j.Pipeline;
import io.dlt4j.PipelineError;
import io.dlt4j.Resource;
import io.dlt4j.RunOptions;
import io.dlt4j.Source;
import io.dlt4j.TableHints;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.DataType;
import io.dlt4j.api.schema.TableSchema;
import io.dlt4j.api.schema.WriteDisposition;
import io.dlt4j.normalize.NormalizeError;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hints of resources, items and runs, and what they make of the dataset. */
class HintsIT {

    @TempDir
    private Path home;

    private LoadedPipeline web;
    private Pipeline pipeline;

    @BeforeEach
    void open() {
        web = new LoadedPipeline(home, "web");
        pipeline = web.open();
    }

    /** A JSON number has a binary expansion that no scale holds; a database rounds it, whatever the format of the job. */
    @Test
    void decimalsAreRoundedToTheScaleOfTheirColumn() {
        Pipeline pipeline = web.open();
        pipeline.run(Resource.ofJson("prices", "{\"a\": 12.34, \"b\": \"3.145\", \"c\": -0.005}")
                .columns(price("a"), price("b"), price("c")));

        assertThat(rows(pipeline, "prices"))
                .containsExactly(List.of(new BigDecimal("12.34"), new BigDecimal("3.15"), new BigDecimal("-0.01")));
    }

    @Test
    void weiIsRoundedToTheScaleThatTheDestinationHas() {
        Pipeline pipeline = web.open();
        pipeline.run(Resource.ofJson("amounts", "{\"w\": 1.5}")
                .columns(ColumnSchema.builder("w").dataType(DataType.WEI).build()));

        assertThat(rows(pipeline, "amounts")).containsExactly(List.of(new BigDecimal("2")));
    }

    @Test
    void weiBeyondTheDigitsOfTheDestinationIsText() {
        String large = "1" + "0".repeat(40);
        Pipeline pipeline = web.open();
        pipeline.run(Resource.ofJson("amounts", "[{\"w\":1}, {\"w\":" + large + "}, {\"w\":\"" + large + "\"}]")
                .columns(ColumnSchema.builder("w").dataType(DataType.WEI).build()));

        assertThat(rows(pipeline, "SELECT w__v_text FROM %s WHERE w IS NULL", "amounts"))
                .containsExactly(List.of(large), List.of(large));
    }

    private static ColumnSchema price(String name) {
        return ColumnSchema.builder(name)
                .dataType(DataType.DECIMAL)
                .precision(18)
                .scale(2)
                .build();
    }

    @Test
    void aNestedTableWithAKeyOfItsOwnGetsRootRows() {
        TableHints hints = TableHints.builder()
                .nested(List.of("kids"), TableHints.builder().primaryKey("id").build())
                .build();
        Map<String, Object> item = Map.of("id", 1, "kids", List.of(Map.of("id", 10, "toys", List.of("ball", "kite"))));
        pipeline.run(Resource.of("people", List.of(item)).hints(hints));

        assertThat(table("people__kids").columns()).containsKey("_dlt_load_id").doesNotContainKey("_dlt_parent_id");
        assertThat(table("people__kids__toys").parent()).contains("people__kids");
        assertThat(rows(
                        pipeline,
                        "SELECT count(*) FROM %s k JOIN web_dataset.people__kids__toys t ON t._dlt_parent_id = k._dlt_id",
                        "people__kids"))
                .containsExactly(List.of(2L));
    }

    @Test
    void hintsOfNestedColumnsGiveThemTheirTypes() {
        TableHints hints = TableHints.builder()
                .nested(
                        List.of("kids"),
                        TableHints.builder()
                                .column(ColumnSchema.of("age", DataType.TEXT))
                                .build())
                .build();
        pipeline.run(Resource.ofJson("people", "[{\"kids\": [{\"age\": 7}]}]").hints(hints));
        assertThat(rows(pipeline, "SELECT age FROM %s", "people__kids")).containsExactly(List.of("7"));
    }

    @Test
    void itemsAreRoutedToTheTablesThatAreNamedForThem() {
        List<Map<String, Object>> items = IntStream.range(0, 3000)
                .mapToObj(id -> Map.<String, Object>of("id", id, "kind", "Kind " + id % 3))
                .toList();
        Resource events = Resource.of("events", List.of(items.subList(0, 1000), items.subList(1000, 3000)))
                .tableName(item -> (String) ((Map<?, ?>) item).get("kind"));
        pipeline.run(events);
        for (int kind = 0; kind < 3; kind++) {
            assertThat(rows(pipeline, "SELECT count(*), sum(id % 3) FROM %s", "kind_" + kind)
                            .get(0)
                            .get(0))
                    .isEqualTo(1000L);
            assertThat(table("kind_" + kind).resource()).contains("events");
        }
    }

    @Test
    void textIsRoutedToo() {
        pipeline.run(Resource.ofJson("events", "{\"t\": \"a\"} {\"t\": \"b\"}")
                .tableName(item -> (String) ((Map<?, ?>) item).get("t")));
        assertThat(rows(pipeline, "a")).containsExactly(List.of("a"));
        assertThat(rows(pipeline, "b")).containsExactly(List.of("b"));
    }

    @Test
    void aReplacedResourceWithoutItemsEmptiesAllTablesThatItEverHad() {
        Resource events = Resource.of("events", List.of(Map.of("t", "a", "tags", List.of(1)), Map.of("t", "b")))
                .tableName(item -> (String) ((Map<?, ?>) item).get("t"))
                .writeDisposition(WriteDisposition.REPLACE);
        pipeline.run(events);
        pipeline.run(events.filter(item -> false));
        for (String table : List.of("a", "b", "a__tags")) {
            assertThat(rows(pipeline, "SELECT * FROM %s", table)).as(table).isEmpty();
        }
    }

    @Test
    void hintsOfSingleItemsMustNameATable() {
        Resource events = Resource.of("events", List.of(1)).hintsFor(item -> TableHints.none());
        assertThatThrownBy(() -> pipeline.run(events))
                .isInstanceOfSatisfying(
                        DltException.class,
                        refused -> assertThat(refused.code()).isEqualTo(PipelineError.PIPELINE_HINTS_INVALID));
    }

    @Test
    void markedItemsGoToAnotherTableOrBringHints() {
        pipeline.run(Resource.of(
                "events",
                List.of(
                        Map.of("id", 1),
                        Items.withTableName(Map.of("id", 2), "others"),
                        Items.withHints(
                                Map.of("id", 3),
                                TableHints.builder()
                                        .column(ColumnSchema.of("later", DataType.DATE))
                                        .build()))));
        assertThat(rows(pipeline, "events")).containsExactly(List.of("null", 1L), List.of("null", 3L));
        assertThat(rows(pipeline, "others")).containsExactly(List.of(2L));
        assertThat(table("events").column("later").orElseThrow().dataType()).contains(DataType.DATE);
    }

    @Test
    void anEmptyPageBringsTheColumnsAndAnEmptyTableTheTable() {
        ColumnSchema id = ColumnSchema.of("id", DataType.BIGINT);
        pipeline.run(
                Resource.of("pages", List.of(List.of())).columns(id),
                Resource.of("wanted", List.of(Items.emptyTable())).columns(id),
                Resource.of("silent", List.of()).columns(id));
        assertThat(table("pages").columns()).containsOnlyKeys("id");
        assertThat(table("pages").hasSeenData()).isFalse();
        assertThat(rows(pipeline, "SELECT id FROM %s", "wanted")).isEmpty();
        assertThat(pipeline.schemas().get("web").tables()).doesNotContainKey("silent");
    }

    @Test
    void optionsOfARunGoBeforeWhatResourcesSay() {
        Source source = Source.of(
                "crm",
                Resource.of("users", List.of(Map.of("id", 1, "age", "7"))).primaryKey("age"));
        RunOptions options = RunOptions.builder()
                .hints(TableHints.builder()
                        .tableName("People")
                        .primaryKey("id")
                        .column(ColumnSchema.of("age", DataType.BIGINT))
                        .build())
                .build();
        pipeline.run(List.of(source), options);
        TableSchema people = pipeline.schemas().get("crm").tables().get("people");
        assertThat(people.column("id").orElseThrow().isSet("primary_key")).isTrue();
        assertThat(people.column("age").orElseThrow().isSet("primary_key")).isFalse();
        assertThat(people.column("age").orElseThrow().dataType()).contains(DataType.BIGINT);
    }

    @Test
    void sourcesAreExtractedInTheOrderOfTheirSchemas() {
        pipeline.run(List.of(
                Source.of("zoo", Resource.of("a", List.of(1))), Source.of("air", Resource.of("b", List.of(2)))));
        assertThat(rows(pipeline, "SELECT schema_name FROM %s ORDER BY load_id", "_dlt_loads"))
                .containsExactly(List.of("air"), List.of("zoo"));
    }

    @Test
    void aSourcesNestingAndPreferredTypesHold() {
        Source source = Source.of(
                        "crm", Resource.of("users", List.of(Map.of("a", Map.of("b", Map.of("n", 1)), "zip", 123))))
                .maxTableNesting(1)
                .schema(schema -> schema.withPreferredTypes(Map.of("zip", DataType.TEXT)));
        pipeline.run(List.of(source));
        assertThat(pipeline.schemas()
                        .get("crm")
                        .tables()
                        .get("users")
                        .column("a__b")
                        .orElseThrow()
                        .dataType())
                .contains(DataType.JSON);
        assertThat(rows(pipeline, "SELECT zip FROM %s", "users")).containsExactly(List.of("123"));
    }

    @Test
    void aKeyThatNoRowHasIsRefused() {
        assertThatThrownBy(() -> pipeline.run(
                        Resource.of("users", List.of(Map.of("a", 1))).primaryKey("id")))
                .isInstanceOfSatisfying(DltException.class, refused -> {
                    assertThat(refused.code()).isEqualTo(NormalizeError.NORMALIZE_COLUMN_UNBOUND);
                    assertThat(refused.render())
                            .contains("id")
                            .contains("users")
                            .contains("primary key");
                });
    }

    @Test
    void laterHintsReplaceKeysAndKeepTheRest() {
        pipeline.run(Resource.of("users", List.of(Map.of("id", 1, "k", 1)))
                .primaryKey("id")
                .maxTableNesting(0));
        pipeline.run(Resource.of("users", List.of(Map.of("id", 1, "k", 1))).primaryKey("k"));
        TableSchema users = table("users");
        assertThat(users.column("id").orElseThrow().isSet("primary_key")).isFalse();
        assertThat(users.column("id").orElseThrow().isNullable()).isFalse();
        assertThat(users.column("k").orElseThrow().isSet("primary_key")).isTrue();
        assertThat(users.properties().get("x-normalizer")).isEqualTo(Map.of("max_nesting", 0L, "seen-data", true));
    }

    @Test
    void aNestingLimitThatIsSaidAgainLetsAReplacedTableBeEmptied() {
        Resource users = Resource.of("users", List.of(Map.of("id", 1)))
                .maxTableNesting(0)
                .writeDisposition(WriteDisposition.REPLACE);
        pipeline.run(users);
        pipeline.run(users.filter(item -> false));
        assertThat(rows(pipeline, "users")).isEmpty();
    }

    /** The case F30 of the reference. */
    @Test
    void filtersRemoveColumnsAndRowsThatNothingIsLeftOf() {
        Map<String, Object> filters = Map.of(
                "excludes", List.of("re:^meta", "re:^data__secret$", "flag"), "includes", List.of("re:^meta__keep"));
        pipeline.run(Resource.ofJson("ev", """
                        [{"id":1,"flag":true,"flagx":2,"meta":{"a":1,"keep":2,"l":[{"z":1}]},"data":{"secret":1,"ok":2}}]
                        """).hints(hints -> hints.property("filters", filters)));
        assertThat(table("ev").columns())
                .containsOnlyKeys("id", "flagx", "data__ok", "meta__keep", "_dlt_load_id", "_dlt_id");
        assertThat(pipeline.schemas().get("web").tables()).doesNotContainKey("ev__meta__l");
    }

    @Test
    void theFormatOfJobFilesIsTheTables() {
        pipeline.run(
                Resource.of("a", List.of(Map.of("id", 1, "l", List.of(2)))).hints(hints -> hints.fileFormat("jsonl")));
        assertThat(rows(pipeline, "SELECT value FROM %s", "a__l")).containsExactly(List.of(2L));
        assertThat(pipeline.loadedPackages().get(0).jobEntries())
                .filteredOn(job -> job.table().startsWith("a"))
                .extracting(job -> job.format().name())
                .containsExactly("jsonl", "jsonl");
    }

    private TableSchema table(String name) {
        return pipeline.schemas().get("web").tables().get(name);
    }
}
