package io.dlt4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.DataType;
import io.dlt4j.api.schema.MergeStrategy;
import io.dlt4j.api.schema.TableSchema;
import io.dlt4j.api.schema.WriteDisposition;
import io.dlt4j.schema.CanonicalJson;
import io.dlt4j.schema.ContractMode;
import io.dlt4j.schema.DltSchema;
import io.dlt4j.schema.NamingConvention;
import io.dlt4j.schema.SchemaContract;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Hints and the tables that the reference makes of them: the cases R01 to R34 of its observed behaviour. */
final class TableHintsTest {

    private static final String PLAIN = "'name':'Res Name','resource':'Res Name'";
    private static final String W = "'write_disposition':'append'," + PLAIN;

    static Stream<Arguments> cases() {
        return Stream.of(
                // spotless:off
                given("R01", hints(), "'columns':{}," + W),
                given(
                        "R02",
                        hints().tableName("Other"),
                        "'columns':{},'write_disposition':'append','name':'Other','resource':'Res Name'"),
                given(
                        "R03",
                        hints().primaryKey("id"),
                        "'columns':{'id':{'name':'id','nullable':false,'primary_key':true}}," + W),
                given(
                        "R04",
                        hints().primaryKey("a", "b").mergeKey("m"),
                        "'columns':{'a':{'name':'a','nullable':false,'primary_key':true},"
                                + "'b':{'name':'b','nullable':false,'primary_key':true},"
                                + "'m':{'name':'m','nullable':false,'merge_key':true}}," + W),
                given(
                        "R05",
                        hints().primaryKey("id")
                                .column(column("id")
                                        .dataType(DataType.BIGINT)
                                        .nullable(true)
                                        .build()),
                        "'columns':{'id':{'name':'id','data_type':'bigint','nullable':true,'primary_key':true}}," + W),
                given(
                        "R06",
                        hints().primaryKey("id")
                                .column(column("id")
                                        .dataType(DataType.BIGINT)
                                        .precision(16)
                                        .build()),
                        "'columns':{'id':{'name':'id','data_type':'bigint','precision':16,'primary_key':true,"
                                + "'nullable':false}}," + W),
                given(
                        "R07",
                        hints().column(column("x").property("primary_key", true).build())
                                .primaryKey("id"),
                        "'columns':{'x':{'name':'x'},'id':{'name':'id','nullable':false,'primary_key':true}}," + W),
                given(
                        "R08",
                        hints().column(column("x").property("primary_key", true).build())
                                .primaryKey(),
                        "'columns':{'x':{'name':'x'}}," + W),
                given(
                        "R09",
                        hints().writeDisposition(WriteDisposition.MERGE).primaryKey("id"),
                        "'columns':{'id':{'name':'id','nullable':false,'primary_key':true}},"
                                + "'write_disposition':'merge'," + PLAIN),
                given(
                        "R10",
                        hints().merge(MergeOptions.deleteInsert().deduplicated()),
                        "'columns':{},'write_disposition':'merge','x-merge-strategy':'delete-insert',"
                                + "'x-stage-data-deduplicated':true," + PLAIN),
                given(
                        "R11",
                        hints().merge(MergeOptions.upsert()),
                        "'columns':{},'write_disposition':'merge','x-merge-strategy':'upsert'," + PLAIN),
                given(
                        "R12",
                        hints().merge(MergeOptions.scd2()),
                        "'columns':{'_dlt_valid_from':{'name':'_dlt_valid_from','data_type':'timestamp','nullable':true,"
                                + "'x-valid-from':true},'_dlt_valid_to':{'name':'_dlt_valid_to','data_type':'timestamp',"
                                + "'nullable':true,'x-valid-to':true,'x-active-record-timestamp':null},"
                                + "'_dlt_id':{'name':'_dlt_id','nullable':false,'x-row-version':true,'unique':false,"
                                + "'row_key':false}},'write_disposition':'merge','x-merge-strategy':'scd2'," + PLAIN),
                given(
                        "R13",
                        hints().mergeKey("k")
                                .merge(MergeOptions.scd2()
                                        .validityColumns("f", "t")
                                        .activeRecordTimestamp("9999-12-31")
                                        .boundaryTimestamp("2024-01-01")
                                        .rowVersionColumn("rv")),
                        "'columns':{'k':{'name':'k','nullable':false,'merge_key':true},'f':{'name':'f',"
                                + "'data_type':'timestamp','nullable':true,'x-valid-from':true},'t':{'name':'t',"
                                + "'data_type':'timestamp','nullable':true,'x-valid-to':true,"
                                + "'x-active-record-timestamp':'9999-12-31'},'rv':{'name':'rv','nullable':false,"
                                + "'x-row-version':true,'unique':false,'row_key':false}},'write_disposition':'merge',"
                                + "'x-merge-strategy':'scd2','x-boundary-timestamp':'2024-01-01'," + PLAIN),
                given(
                        "R18",
                        hints().writeDisposition(WriteDisposition.REPLACE),
                        "'columns':{},'write_disposition':'replace'," + PLAIN),
                given(
                        "R19",
                        hints().merge(MergeOptions.upsert()).writeDisposition(WriteDisposition.APPEND),
                        "'columns':{}," + W),
                given(
                        "R20",
                        hints().column(column("a")
                                        .property("data_type", "complex")
                                        .build())
                                .column(column("B C")
                                        .dataType(DataType.DECIMAL)
                                        .precision(10)
                                        .scale(2)
                                        .property("x-foo", 1)
                                        .build()),
                        "'columns':{'a':{'name':'a','data_type':'json'},'B C':{'name':'B C','data_type':'decimal',"
                                + "'precision':10,'scale':2,'x-foo':1}}," + W),
                given("R21", hints().maxTableNesting(2), "'columns':{},'x-normalizer':{'max_nesting':2}," + W),
                given(
                        "R22",
                        hints().schemaContract(SchemaContract.all(ContractMode.FREEZE))
                                .property("table_format", "delta")
                                .fileFormat("parquet"),
                        "'columns':{},'schema_contract':'freeze','table_format':'delta','file_format':'parquet'," + W),
                given(
                        "R23",
                        hints().reference(TableReference.of("a", "T 2", "b")),
                        "'columns':{},'references':[{'referenced_table':'T 2','columns':['a'],"
                                + "'referenced_columns':['b']}]," + W),
                given(
                        "R24",
                        hints().parentTable("p").property("x-foo", "bar").writeDisposition(WriteDisposition.APPEND),
                        "'columns':{},'parent':'p','x-foo':'bar','write_disposition':'append','name':'Res Name'"),
                given(
                        "R27",
                        hints().column(column("a").build()).column(column("b").build()),
                        "'columns':{'a':{'name':'a'},'b':{'name':'b'}}," + W),
                given("R28", hints().column(column("a").build()).withoutColumns(), "'columns':{}," + W));
        // spotless:on
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void becomeTheTableThatTheReferenceMakesOfThem(String id, TableHints.Builder hints, String expected) {
        TableSchema table = HintedTables.root("Res Name", hints.build());
        Map<String, @Nullable Object> tree = new LinkedHashMap<>(table.properties());
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        table.columns().forEach((name, column) -> columns.put(name, column.properties()));
        tree.put("columns", columns);
        tree.put("name", table.name());
        assertThat(tree).isEqualTo(CanonicalJson.parseObject("{" + expected.replace('\'', '"') + "}"));
    }

    /** R14: that a boundary is taken back is said by a null, which is more than nothing. */
    @Test
    void aBoundaryThatIsTakenBackIsAnExplicitNull() {
        TableSchema table = HintedTables.root(
                "r",
                hints().merge(MergeOptions.scd2().withoutBoundaryTimestamp()).build());
        assertThat(table.properties()).containsEntry("x-boundary-timestamp", null);
        assertThat(HintedTables.root("r", hints().merge(MergeOptions.scd2()).build())
                        .properties())
                .doesNotContainKey("x-boundary-timestamp");
    }

    /** R15 and R17 cannot be written down: strategies and dispositions are closed sets. */
    @Test
    void strategiesAndDispositionsAreThoseOfTheReference() {
        assertThat(Arrays.stream(MergeStrategy.values()).map(MergeStrategy::text))
                .containsExactlyInAnyOrder("delete-insert", "insert-only", "scd2", "upsert");
        assertThat(Arrays.stream(WriteDisposition.values()).map(WriteDisposition::text))
                .containsExactlyInAnyOrder("skip", "append", "replace", "merge");
    }

    /** R16. */
    @Test
    void aTimestampThatIsNoneIsRefused() {
        assertThatThrownBy(() -> MergeOptions.scd2().activeRecordTimestamp("zz"))
                .isInstanceOf(DltException.class)
                .hasMessageContaining("active_record_timestamp")
                .hasMessageContaining("zz");
    }

    /** R30. */
    @Test
    void anUnknownPropertyOfAColumnIsRefusedWithItsPlace() {
        TableHints hints =
                hints().column(column("a").property("bogus", 1).build()).build();
        assertThatThrownBy(() -> HintedTables.root("events", hints))
                .isInstanceOf(DltException.class)
                .hasMessageContaining("new_table/events/columns[a]")
                .hasMessageContaining("unexpected field `bogus`");
    }

    /** R31. */
    @Test
    void anUnknownTypeIsRefusedWithTheTypesThatThereAre() {
        TableHints hints =
                hints().column(column("a").property("data_type", "int").build()).build();
        assertThatThrownBy(() -> HintedTables.root("events", hints))
                .isInstanceOf(DltException.class)
                .hasMessageContaining("data_type=int")
                .hasMessageContaining("bigint");
    }

    /** R34. */
    @Test
    void columnsThatBecomeOneAreMergedAndTheLaterOneWins() {
        TableHints hints = hints().column(column("A")
                        .dataType(DataType.TEXT)
                        .property("primary_key", false)
                        .build())
                .column(column("a").dataType(DataType.BIGINT).build())
                .build();
        assertThat(tables(hints).get(0).column("a").orElseThrow().dataType()).contains(DataType.BIGINT);
        assertThat(tables(hints).get(0).columns()).hasSize(1);
    }

    @Test
    void nestedTablesAreNestedInThoseBeforeThem() {
        TableHints hints = hints().nested(
                        List.of("Kids", "Toys"),
                        hints().column(column("Long Name")
                                        .dataType(DataType.BIGINT)
                                        .build())
                                .build())
                .nested(List.of("Kids"), TableHints.none())
                .build();
        List<TableSchema> tables = tables(hints);
        assertThat(tables)
                .extracting(TableSchema::name)
                .containsExactly("res_name", "res_name__kids", "res_name__kids__toys");
        assertThat(tables.get(1).parent()).contains("res_name");
        assertThat(tables.get(1).properties()).containsOnlyKeys("parent");
        assertThat(tables.get(2).parent()).contains("res_name__kids");
        assertThat(tables.get(2).columns()).containsOnlyKeys("long_name");
    }

    @Test
    void aNestedTableWithAKeyOfItsOwnStandsForItself() {
        TableHints hints = hints().nested(
                        List.of("kids"), hints().primaryKey("id").build())
                .build();
        TableSchema kids = tables(hints).get(1);
        assertThat(kids.isNested()).isFalse();
        assertThat(kids.resource()).contains("Res Name");
        assertThat(kids.writeDisposition()).contains(WriteDisposition.APPEND);
    }

    @Test
    void tablesOnTheWayNeedHintsToo() {
        TableHints hints =
                hints().nested(List.of("kids", "toys"), TableHints.none()).build();
        assertThatThrownBy(() -> tables(hints))
                .isInstanceOf(DltException.class)
                .hasMessageContaining("res_name__kids__toys")
                .hasMessageContaining("res_name__kids'");
    }

    @Test
    void hintsOverOthersReplaceWhatTheySayAndKeepTheRest() {
        TableHints base = hints().primaryKey("id")
                .writeDisposition(WriteDisposition.REPLACE)
                .column(column("a").dataType(DataType.TEXT).build())
                .reference(TableReference.of("a", "t", "b"))
                .build();
        TableHints over = hints().primaryKey()
                .column(column("a").precision(5).build())
                .reference(TableReference.of("c", "t", "d"))
                .build();
        TableSchema table = HintedTables.root("r", base.overlaid(over));
        assertThat(table.writeDisposition()).contains(WriteDisposition.REPLACE);
        assertThat(table.columns()).containsOnlyKeys("a");
        assertThat(table.column("a").orElseThrow().properties())
                .containsEntry("data_type", "text")
                .containsEntry("precision", 5L);
        assertThat(table.properties().get("references"))
                .isEqualTo(List.of(
                        Map.of("referenced_table", "t", "columns", List.of("c"), "referenced_columns", List.of("d"))));
    }

    private static List<TableSchema> tables(TableHints hints) {
        NamingConvention naming = NamingConvention.of("snake_case", OptionalInt.empty());
        return HintedTables.all("Res Name", hints, DltSchema.create("s", naming), naming);
    }

    private static Arguments given(String id, TableHints.Builder hints, String expected) {
        return Arguments.of(id, hints, expected);
    }

    private static TableHints.Builder hints() {
        return TableHints.builder();
    }

    private static ColumnSchema.Builder column(String name) {
        return ColumnSchema.builder(name);
    }
}
