package io.dlt4j.destination.duckdb;

import static io.dlt4j.destination.duckdb.MergedDataset.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.dlt4j.MergeOptions;
import io.dlt4j.Resource;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.DataType;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that delete, and which of several rows with one key is taken. */
class HardDeleteIT {

    @TempDir
    private Path home;

    private MergedDataset dataset;

    @BeforeEach
    void open() {
        dataset = new MergedDataset(home, Map.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"primary key", "merge key"})
    void aMarkedRowDeletes(String key) {
        Resource merged = deleting("deleted");
        merged = key.equals("primary key") ? merged.primaryKey("id") : merged.mergeKey("id");
        dataset.load(json(merged, "[{'id':1,'val':'foo','deleted':false},{'id':2,'val':'bar','deleted':false}]"));
        dataset.load(json(merged, "[{'id':1,'deleted':true}]"));
        assertThat(dataset.values("SELECT id FROM data.items")).containsExactly(2L);

        dataset.load(json(merged, "[{'id':2,'val':'baz','deleted':null}]"));
        assertThat(dataset.rows("SELECT id, val, deleted FROM data.items"))
                .containsExactly(Arrays.asList(2L, "baz", null));

        dataset.load(json(merged, "[{'id':3,'val':'a','deleted':false},{'id':3,'val':'b','deleted':false}]"));
        assertThat(dataset.counts("items")).containsExactly(key.equals("primary key") ? 2L : 3L);

        dataset.load(json(merged, "[{'id':3,'deleted':true}]"));
        assertThat(dataset.values("SELECT id FROM data.items")).containsExactly(2L);
    }

    @Test
    void withoutAKeyAMarkedRowIsLeftOut() {
        Resource merged = deleting("deleted");
        dataset.load(json(merged, "[{'id':1,'deleted':false},{'id':2,'deleted':false}]"));
        dataset.load(json(merged, "[{'id':1,'deleted':true}]"));
        assertThat(dataset.counts("items")).containsExactly(2L);
        dataset.load(json(merged, "[{'id':2,'deleted':null}]"));
        assertThat(dataset.counts("items")).containsExactly(3L);
        dataset.load(json(merged, "[{'id':3,'deleted':false},{'id':3,'deleted':false}]"));
        assertThat(dataset.counts("items")).containsExactly(5L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"delete-insert", "upsert"})
    void aMarkedRowTakesWithItWhatIsNestedInIt(String strategy) {
        Resource merged =
                deleting("deleted").merge(MergedDataset.options(strategy)).primaryKey("id");
        dataset.load(json(
                merged,
                "[{'id':1,'child_1':['a','b'],'child_2':[{'x':1,'grandchild_1':[1,2]},{'x':2,'grandchild_1':[3,4]}],"
                        + "'deleted':false},"
                        + "{'id':2,'child_1':['c'],'child_2':[{'x':3,'grandchild_1':[5]}],'deleted':false}]"));
        String[] tables = {"items", "items__child_1", "items__child_2", "items__child_2__grandchild_1"};
        assertThat(dataset.counts(tables)).containsExactly(2L, 3L, 3L, 5L);

        dataset.load(json(merged, "[{'id':1,'deleted':true}]"));
        assertThat(dataset.counts(tables)).containsExactly(1L, 1L, 1L, 1L);
        dataset.load(json(merged, "[{'id':2,'deleted':true}]"));
        assertThat(dataset.counts(tables)).containsExactly(0L, 0L, 0L, 0L);
    }

    @Test
    void aMarkThatIsNoBooleanDeletesWhereThereIsAny() {
        Resource merged = deleting("deleted_at").primaryKey("id");
        dataset.load(json(merged, "[{'id':1,'deleted_at':null},{'id':2,'deleted_at':null}]"));
        dataset.load(json(merged, "[{'id':1,'deleted_at':'2024-02-15T17:16:53Z'}]"));

        assertThat(dataset.values("SELECT id FROM data.items")).containsExactly(2L);
    }

    /** As in the reference: only rows that are there are deleted. */
    @Test
    void anUpsertInsertsAMarkedRowThatIsNotThere() {
        dataset.load(json(
                deleting("deleted").merge(MergeOptions.upsert()).primaryKey("id"),
                "[{'id':1,'deleted':false},{'id':2,'deleted':true}]"));

        assertThat(dataset.values("SELECT id FROM data.items ORDER BY 1")).containsExactly(1L, 2L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"asc", "desc"})
    void theFirstInSortOrderIsTaken(String order) {
        Resource merged = sorted(order).primaryKey("id");
        dataset.load(json(
                merged,
                "[{'id':1,'val':'foo','seq':1,'l':[1,2,3]},{'id':1,'val':'baz','seq':3,'l':[7,8,9]},"
                        + "{'id':1,'val':'bar','seq':2,'l':[4,5,6]}]"));

        assertThat(dataset.values("SELECT val FROM data.items")).containsExactly(order.equals("desc") ? "baz" : "foo");
        assertThat(dataset.values("SELECT value FROM data.items__l ORDER BY 1"))
                .isEqualTo(order.equals("desc") ? List.of(7L, 8L, 9L) : List.of(1L, 2L, 3L));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aDeletionCountsIfItIsTheOneThatIsTaken(boolean nested) {
        String list = nested ? ",'l':[1]" : "";
        Resource merged = sorted("desc")
                .primaryKey("id")
                .columns(ColumnSchema.builder("deleted")
                        .property("hard_delete", true)
                        .build());
        dataset.load(json(
                merged,
                "[{'id':1,'seq':1,'deleted':false" + list + "},{'id':1,'seq':2,'deleted':false" + list
                        + "},{'id':1,'seq':3,'deleted':true" + list + "},"
                        + "{'id':2,'seq':1,'deleted':true" + list + "},{'id':2,'seq':2,'deleted':false" + list + "}]"));

        assertThat(dataset.values("SELECT id FROM data.items")).containsExactly(2L);
        if (nested) {
            assertThat(dataset.counts("items__l")).containsExactly(1L);
        }
    }

    @Test
    void namesThatNeedQuotesAreQuoted() {
        MergedDataset direct = new MergedDataset(home.resolve("direct"), Map.of("SCHEMA__NAMING", "direct"));
        Resource merged = Resource.ofJson("Order Items", "")
                .merge(MergeOptions.deleteInsert())
                .primaryKey("The \"Id\"")
                .columns(ColumnSchema.builder("Select")
                        .property("dedup_sort", "desc")
                        .build());
        direct.load(json(
                merged, "[{'The \\\"Id\\\"':1,'Select':1,'From':[1]},{'The \\\"Id\\\"':1,'Select':2,'From':[2]}]"));
        direct.load(json(merged, "[{'The \\\"Id\\\"':1,'Select':3,'From':[3]}]"));

        assertThat(direct.values("SELECT \"Select\" FROM data.\"Order Items\"")).containsExactly(3L);
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
}
