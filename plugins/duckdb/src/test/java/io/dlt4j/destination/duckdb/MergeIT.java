package io.dlt4j.destination.duckdb;

import static io.dlt4j.destination.duckdb.MergedDataset.assertCode;
import static io.dlt4j.destination.duckdb.MergedDataset.json;
import static io.dlt4j.destination.duckdb.MergedDataset.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.MergeOptions;
import io.dlt4j.Resource;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.DataType;
import io.dlt4j.api.schema.WriteDisposition;
import io.dlt4j.normalize.NormalizeError;
import io.dlt4j.schema.SchemaError;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Merging and replacing from staging as a user sees it; the reference's own cases as far as DuckDB has them. */
class MergeIT {

    private static final String[] FAMILY = {"parent", "parent__child", "parent__child__grandchild"};

    @TempDir
    private Path home;

    private MergedDataset dataset;

    @BeforeEach
    void open() {
        dataset = new MergedDataset(home, Map.of());
    }

    // delete-insert and upsert over nested tables

    @ParameterizedTest
    @ValueSource(strings = {"delete-insert", "upsert"})
    void changesOfARecordAtAnyLevelReplaceIt(String strategy) {
        Resource merged = family(strategy, "id");
        dataset.load(json(
                merged,
                "[{'id':1,'foo':1,'child':[{'bar':1,'grandchild':[{'baz':1}]}]},"
                        + "{'id':2,'foo':1,'child':[{'bar':1,'grandchild':[{'baz':1}]}]}]"));
        dataset.load(json(merged, "[{'id':1,'foo':2,'child':[{'bar':1,'grandchild':[{'baz':1}]}]}]"));

        assertThat(dataset.counts(FAMILY)).containsExactly(2L, 2L, 2L);
        assertThat(dataset.values("SELECT foo FROM data.parent ORDER BY id")).containsExactly(2L, 1L);

        dataset.load(json(merged, "[{'id':1,'foo':2,'child':[{'bar':3,'grandchild':[{'baz':1}]}]}]"));
        dataset.load(json(merged, "[{'id':2,'foo':1,'child':[{'bar':1,'grandchild':[{'baz':4}]}]}]"));

        assertThat(dataset.counts(FAMILY)).containsExactly(2L, 2L, 2L);
        assertThat(dataset.rows("SELECT p.id, c.bar, g.baz FROM data.parent p"
                        + " JOIN data.parent__child c ON c._dlt_parent_id = p._dlt_id"
                        + " JOIN data.parent__child__grandchild g ON g._dlt_parent_id = c._dlt_id ORDER BY 1"))
                .containsExactly(List.of(1L, 3L, 1L), List.of(2L, 1L, 4L));
        assertThat(dataset.values("SELECT count(*) FROM data.parent__child__grandchild g"
                        + " JOIN data.parent p ON g._dlt_root_id = p._dlt_id"))
                .containsExactly(2L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"delete-insert", "upsert"})
    void nestedRecordsComeAndGo(String strategy) {
        Resource merged = family(strategy, "id").mergeKey("foo");
        dataset.load(json(
                merged,
                "[{'id':1,'foo':1,'child':[{'bar':1,'grandchild':[{'baz':1}]}]},"
                        + "{'id':2,'foo':1,'child':[{'bar':1,'grandchild':[{'baz':1}]}]},"
                        + "{'id':3,'foo':1,'child':[{'bar':1,'grandchild':[{'baz':1}]}]}]"));
        assertThat(dataset.counts(FAMILY)).containsExactly(3L, 3L, 3L);

        dataset.load(json(merged, "[{'id':1,'foo':1,'child':[{'bar':1}]},{'id':2,'foo':1}]"));

        // the merge key deletes id 3 as well; an upsert ignores it
        boolean deletes = strategy.equals("delete-insert");
        assertThat(dataset.counts(FAMILY)).isEqualTo(deletes ? List.of(2L, 1L, 0L) : List.of(3L, 2L, 1L));

        dataset.load(json(
                merged,
                "[{'id':1,'foo':1,'child':[{'bar':1,'grandchild':[{'baz':1}]}]},"
                        + "{'id':2,'foo':1,'child':[{'bar':1,'grandchild':[{'baz':1}]}]},"
                        + "{'id':3,'foo':1,'child':[{'bar':1,'grandchild':[{'baz':1}]},"
                        + "{'bar':2,'grandchild':[{'baz':2}]}]}]"));
        assertThat(dataset.counts(FAMILY)).containsExactly(3L, 4L, 4L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"delete-insert", "upsert"})
    void aCompoundKeyIsNormalized(String strategy) {
        Resource merged = family(strategy, "id", "TxId");
        String items = "[{'id':1,'TxId':10,'child':[{'bar':1,'grandchild':[{'baz':1}]}]},"
                + "{'id':1,'TxId':20,'child':[{'bar':2,'grandchild':[{'baz':2}]}]}]";
        dataset.load(json(merged, items));
        List<Object> ids = dataset.values("SELECT _dlt_id FROM data.parent ORDER BY tx_id");
        dataset.load(json(merged, items));

        assertThat(dataset.counts(FAMILY)).containsExactly(2L, 2L, 2L);
        if (strategy.equals("upsert")) {
            assertThat(dataset.values("SELECT _dlt_id FROM data.parent ORDER BY tx_id"))
                    .isEqualTo(ids);
        }
    }

    @Test
    void keysInNestedObjectsAndBehindListsAreFound() {
        Resource merged =
                Resource.ofJson("items", "").merge(MergeOptions.upsert()).primaryKey("key__id");
        dataset.load(json(merged, "[{'l':[1,2,3],'key':{'id':7}},{'l':[4],'v':1,'key':{'id':8}}]"));
        dataset.load(json(merged, "[{'v':2,'l':[1],'key':{'id':7}},{'key':{'id':8},'l':[4,5]}]"));

        assertThat(dataset.rows("SELECT key__id, v FROM data.items ORDER BY 1"))
                .containsExactly(List.of(7L, 2L), java.util.Arrays.asList(8L, null));
        assertThat(dataset.values("SELECT value FROM data.items__l ORDER BY 1")).containsExactly(1L, 4L, 5L);
    }

    @Test
    void aRecordWithoutItsNestedFieldLosesTheNestedRows() {
        Resource merged =
                Resource.ofJson("items", "").merge(MergeOptions.deleteInsert()).primaryKey("id");
        dataset.load(json(merged, "[{'id':1,'nested':[1,2,3]},{'id':2,'nested':[1,2]}]"));
        dataset.load(json(merged, "[{'id':1}]"));

        assertThat(dataset.counts("items", "items__nested")).containsExactly(2L, 2L);
    }

    // duplicates within one load

    @Test
    void thePrimaryKeyIsLoadedOnceWithTheNestedRowsOfTheChosenOne() {
        Resource merged =
                Resource.ofJson("items", "").merge(MergeOptions.deleteInsert()).primaryKey("id");
        dataset.load(json(merged, "[{'id':1,'child':[1,2,3]},{'id':1,'child':[4,5,6]}]"));

        assertThat(dataset.counts("items", "items__child")).containsExactly(1L, 3L);
        assertThat(dataset.values("SELECT count(*) FROM data.items__child c JOIN data.items i"
                        + " ON c._dlt_parent_id = i._dlt_id"))
                .containsExactly(3L);
    }

    @Test
    void aCompoundKeyIsLoadedOnce() {
        dataset.load(json(
                Resource.ofJson("items", "").merge(MergeOptions.deleteInsert()).primaryKey("id", "subkey"),
                "[{'id':1,'subkey':'AX'},{'id':1,'subkey':'AX'}]"));

        assertThat(dataset.counts("items")).containsExactly(1L);
    }

    @Test
    void aMergeKeyAloneKeepsDuplicates() {
        dataset.load(json(
                Resource.ofJson("items", "").merge(MergeOptions.deleteInsert()).mergeKey("id"),
                "[{'id':1,'child':[1,2,3]},{'id':1,'child':[4,5,6]}]"));

        assertThat(dataset.counts("items", "items__child")).containsExactly(2L, 6L);
    }

    @Test
    void withoutKeysRowsAreAdded() {
        Resource merged = Resource.ofJson("items", "").merge(MergeOptions.defaultStrategy());
        dataset.load(json(merged, numbers(1, 55)));
        dataset.load(json(merged, numbers(1, 10)));

        assertThat(dataset.counts("items")).containsExactly(65L);
    }

    @Test
    void rowsThatAreSaidToBeUniqueAreNotLookedAt() {
        Resource merged = Resource.ofJson("items", "")
                .merge(MergeOptions.deleteInsert().deduplicated())
                .primaryKey("id");
        dataset.load(json(merged, "[{'id':1,'l':[1]},{'id':1,'l':[2]},{'id':2,'l':[3]}]"));

        assertThat(dataset.counts("items", "items__l")).containsExactly(3L, 3L);
    }

    @Test
    void aMergeKeyThatChangesDeletesByTheNewOne() {
        Resource daily =
                Resource.ofJson("items", "").merge(MergeOptions.deleteInsert()).mergeKey("time_off_date");
        dataset.load(json(
                daily,
                "[{'id':1,'time_off_date':'2023-07-01x','month_key':'07'},"
                        + "{'id':2,'time_off_date':'2023-08-01x','month_key':'08'}]"));
        Resource monthly =
                Resource.ofJson("items", "").merge(MergeOptions.deleteInsert()).mergeKey("month_key");
        dataset.load(json(
                monthly,
                "[{'id':3,'time_off_date':'2023-08-02x','month_key':'08'},"
                        + "{'id':4,'time_off_date':'2023-09-01x','month_key':'09'}]"));

        assertThat(dataset.values("SELECT id FROM data.items ORDER BY 1")).containsExactly(1L, 3L, 4L);
    }

    @Test
    void thePrimaryKeyAndTheMergeKeyBothDelete() {
        Resource merged = Resource.ofJson("items", "")
                .merge(MergeOptions.deleteInsert())
                .primaryKey("id")
                .mergeKey("day", "place");
        dataset.load(json(
                merged,
                "[{'id':1,'day':1,'place':'a'},{'id':2,'day':1,'place':'a'},{'id':3,'day':1,'place':'b'},"
                        + "{'id':4,'day':2,'place':'b'}]"));
        dataset.load(json(merged, "[{'id':4,'day':1,'place':'a'}]"));

        assertThat(dataset.values("SELECT id FROM data.items ORDER BY 1")).containsExactly(3L, 4L);
    }

    // insert-only

    @Test
    void insertOnlyChangesNothingThatIsThere() {
        Resource merged =
                Resource.ofJson("items", "").merge(MergeOptions.insertOnly()).primaryKey("id");
        dataset.load(json(merged, "[{'id':1,'name':'Alice'},{'id':2,'name':'Bob'}]"));
        dataset.load(json(merged, "[{'id':1,'name':'x'},{'id':2,'name':'y'},{'id':3,'name':'Carol'}]"));

        assertThat(dataset.values("SELECT name FROM data.items ORDER BY id")).containsExactly("Alice", "Bob", "Carol");
    }

    @Test
    void insertOnlyLeavesMarkedRowsOut() {
        Resource merged = deleting("deleted").merge(MergeOptions.insertOnly()).primaryKey("id");
        dataset.load(json(merged, "[{'id':1,'deleted':false},{'id':2,'deleted':false}]"));
        dataset.load(json(merged, "[{'id':3,'deleted':true},{'id':4,'deleted':false}]"));

        assertThat(dataset.values("SELECT id FROM data.items ORDER BY 1")).containsExactly(1L, 2L, 4L);
    }

    @Test
    void insertOnlyAddsNestedRowsThatAreNew() {
        Resource merged =
                Resource.ofJson("items", "").merge(MergeOptions.insertOnly()).primaryKey("id");
        dataset.load(json(merged, "[{'id':1,'name':'a','child':[1]},{'id':2,'name':'b','child':[1]}]"));
        dataset.load(json(merged, "[{'id':1,'name':'z','child':[1,2]},{'id':3,'name':'c','child':[1]}]"));

        assertThat(dataset.counts("items", "items__child")).containsExactly(3L, 4L);
        assertThat(dataset.values("SELECT name FROM data.items WHERE id = 1")).containsExactly("a");
    }

    // changing dispositions

    @Test
    void dispositionsMayChangeFromRunToRun() {
        String items = numbers(1, 100);
        Resource plain = Resource.ofJson("items", items);
        dataset.load(plain.merge(MergeOptions.deleteInsert()).primaryKey("id"));
        dataset.load(plain.merge(MergeOptions.deleteInsert()).primaryKey("id"));
        assertThat(dataset.counts("items")).containsExactly(100L);
        dataset.load(plain.writeDisposition(WriteDisposition.APPEND));
        assertThat(dataset.counts("items")).containsExactly(200L);
        dataset.load(plain.writeDisposition(WriteDisposition.REPLACE));
        assertThat(dataset.counts("items")).containsExactly(100L);
    }

    @Test
    void severalTablesMergeInOneLoad() {
        Resource one = Resource.ofJson("one", "").merge(MergeOptions.upsert()).primaryKey("id");
        Resource two =
                Resource.ofJson("two", "").merge(MergeOptions.deleteInsert()).primaryKey("id");
        Resource log = Resource.ofJson("log", "[{'at':1}]".replace('\'', '"'));
        for (int run = 1; run <= 3; run++) {
            dataset.load(json(one, "[{'id':1,'v':" + run + ",'l':[1]}]"), json(two, "[{'id':1,'v':" + run + "}]"), log);
        }

        assertThat(dataset.counts("one", "one__l", "two", "log")).containsExactly(1L, 1L, 1L, 3L);
        assertThat(dataset.values("SELECT v FROM data.one UNION ALL SELECT v FROM data.two"))
                .containsExactly(3L, 3L);
    }

    // what is refused before anything is published

    @ParameterizedTest
    @ValueSource(strings = {"upsert", "insert-only"})
    void aStrategyThatNeedsAPrimaryKeySaysSo(String strategy) {
        Resource items =
                json(Resource.ofJson("items", "").merge(options(strategy)).mergeKey("id"), "[{'id':1}]");

        assertThatThrownBy(() -> dataset.load(items))
                .satisfies(e -> assertCode(e, SchemaError.SCHEMA_MERGE_KEY_MISSING));
        assertThat(dataset.pipeline().pendingPackages()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hard_delete", "dedup_sort"})
    void aHintThatOneColumnCanHaveIsRefusedOnTwo(String hint) {
        Object value = hint.equals("dedup_sort") ? "desc" : true;
        Resource items = Resource.ofJson("items", "[{\"id\":1,\"a\":1,\"b\":1}]")
                .merge(MergeOptions.deleteInsert())
                .primaryKey("id")
                .columns(
                        ColumnSchema.builder("a").property(hint, value).build(),
                        ColumnSchema.builder("b").property(hint, value).build());

        assertThatThrownBy(() -> dataset.load(items))
                .satisfies(e -> assertCode(e, SchemaError.SCHEMA_MERGE_HINTS_CONFLICT));
    }

    @Test
    void anotherSortOrderIsRefused() {
        assertThatThrownBy(() -> dataset.load(json(sorted("sideways").primaryKey("id"), "[{'id':1,'seq':1}]")))
                .satisfies(e -> assertCode(e, SchemaError.SCHEMA_INVALID));
    }

    @Test
    void aKeyThatNoRowHasIsNamed() {
        Resource items = json(
                Resource.ofJson("items", "").merge(MergeOptions.deleteInsert()).mergeKey("m_key"), "[{'id':1}]");

        assertThatThrownBy(() -> dataset.load(items))
                .satisfies(e -> assertCode(e, NormalizeError.NORMALIZE_COLUMN_UNBOUND))
                .hasMessageContaining("m_key")
                .hasMessageContaining("items");
    }

    @Test
    void aKeyThatIsNullIsRefused() {
        Resource items = json(
                Resource.ofJson("items", "").merge(MergeOptions.deleteInsert()).primaryKey("id"),
                "[{'id':1},{'id':null}]");

        assertThatThrownBy(() -> dataset.load(items))
                .satisfies(e -> assertCode(e, NormalizeError.NORMALIZE_NULL_REFUSED));
    }

    @Test
    void anUpsertNeedsItsKeyInEachRow() {
        Resource items =
                json(Resource.ofJson("items", "").merge(MergeOptions.upsert()).primaryKey("id"), "[{'id':1},{'v':2}]");

        assertThatThrownBy(() -> dataset.load(items))
                .satisfies(e -> assertCode(e, NormalizeError.NORMALIZE_KEY_MISSING))
                .hasMessageContaining("'id'");
    }

    // ids

    @Test
    void idsFollowFromTheKey() {
        dataset.load(json(
                Resource.ofJson("t", "").merge(MergeOptions.upsert()).primaryKey("id"), "[{'id':1,'l':[{'x':1}]}]"));

        assertThat(dataset.values("SELECT _dlt_id FROM data.t")).containsExactly("z5jIxXIbUnmbKw");
        assertThat(dataset.rows("SELECT _dlt_id, _dlt_root_id FROM data.t__l"))
                .containsExactly(List.of("6rVOW0pbUSjaAg", "z5jIxXIbUnmbKw"));
    }

    private static Resource family(String strategy, String... key) {
        return Resource.ofJson("parent", "").merge(options(strategy)).primaryKey(key);
    }

    private static Resource deleting(String column) {
        ColumnSchema.Builder marker = ColumnSchema.builder(column).property("hard_delete", true);
        if (column.equals("deleted_at")) {
            marker.dataType(DataType.TIMESTAMP);
        }
        return Resource.ofJson("items", "").merge(MergeOptions.deleteInsert()).columns(marker.build());
    }

    private static Resource sorted(String order) {
        return Resource.ofJson("items", "")
                .merge(MergeOptions.deleteInsert())
                .columns(ColumnSchema.builder("seq")
                        .property("dedup_sort", order)
                        .build());
    }

    private static String numbers(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(id -> "{\"id\":" + id + "}")
                .collect(Collectors.joining(",", "[", "]"));
    }
}
