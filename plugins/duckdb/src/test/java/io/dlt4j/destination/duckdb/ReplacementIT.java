package io.dlt4j.destination.duckdb;

import static io.dlt4j.destination.duckdb.MergedDataset.assertCode;
import static io.dlt4j.destination.duckdb.MergedDataset.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.MergeOptions;
import io.dlt4j.Resource;
import io.dlt4j.TableHints;
import io.dlt4j.api.schema.WriteDisposition;
import io.dlt4j.config.ConfigError;
import io.dlt4j.load.LoadError;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Replacing by way of staging tables, and the dataset that these are in. */
class ReplacementIT {

    @TempDir
    private Path home;

    private MergedDataset dataset;

    @BeforeEach
    void open() {
        dataset = new MergedDataset(home, Map.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"truncate-and-insert", "insert-from-staging"})
    void eachWayOfReplacingLeavesTheNewRowsOnly(String strategy) {
        MergedDataset replaced =
                new MergedDataset(home.resolve(strategy), Map.of("DESTINATION__DUCKDB__REPLACE_STRATEGY", strategy));
        Resource items = Resource.ofJson("items", "").writeDisposition(WriteDisposition.REPLACE);
        Resource other = Resource.ofJson("other", "").writeDisposition(WriteDisposition.REPLACE);
        replaced.load(
                json(items, "[{'id':1,'sub':[{'x':1,'s':[1]},{'x':2}]},{'id':2,'sub':[{'x':1},{'x':2}]}]"),
                json(other, "[{'id':1,'sub':[1,2]}]"));
        replaced.load(json(items, "[{'id':3,'sub':[{'x':1,'s':[1,2]}]}]"));
        assertThat(replaced.counts("items", "items__sub", "items__sub__s", "other", "other__sub"))
                .containsExactly(1L, 1L, 2L, 1L, 2L);

        replaced.load(json(items, "[{'id':4,'sub':[]}]"));
        assertThat(replaced.counts("items", "items__sub", "items__sub__s")).containsExactly(1L, 0L, 0L);

        replaced.load(json(items, "[]"));
        assertThat(replaced.counts("items", "items__sub", "items__sub__s", "other"))
                .containsExactly(0L, 0L, 0L, 1L);
        assertThat(replaced.pipeline().pendingPackages()).isEmpty();
    }

    @Test
    void aReplacementIsStagedOnlyWhereThatIsSaid() {
        dataset.load(json(Resource.ofJson("items", "").writeDisposition(WriteDisposition.REPLACE), "[{'id':1}]"));

        assertThat(dataset.values("SELECT schema_name FROM duckdb_schemas() WHERE schema_name LIKE 'data%'"))
                .containsExactly("data");
    }

    @Test
    void aNestedTableMayBeReplacedUnderATableThatIsAppendedTo() {
        TableHints nested =
                TableHints.builder().writeDisposition(WriteDisposition.REPLACE).build();
        Resource items = Resource.ofJson("items", "")
                .hints(TableHints.builder().nested(List.of("l"), nested).build());
        dataset.load(json(items, "[{'l':[1,2,3]}]"));
        dataset.load(json(items, "[{'l':[1,2,3]}]"));

        assertThat(dataset.counts("items", "items__l")).containsExactly(2L, 3L);
    }

    @Test
    void aNestedTableOfAMergedOneHasNoDispositionOfItsOwn() {
        TableHints nested =
                TableHints.builder().writeDisposition(WriteDisposition.REPLACE).build();
        Resource items = Resource.ofJson("items", "[{\"id\":1,\"l\":[1]}]")
                .hints(TableHints.builder()
                        .merge(MergeOptions.deleteInsert())
                        .primaryKey("id")
                        .nested(List.of("l"), nested)
                        .build());

        assertThatThrownBy(() -> dataset.load(items)).satisfies(e -> assertCode(e, LoadError.LOAD_DISPOSITIONS_MIXED));
    }

    @Test
    @DisplayName("P-107: the name of the staging dataset")
    void theStagingDatasetHasTheNameThatIsConfigured() {
        MergedDataset named = new MergedDataset(
                home.resolve("named"), Map.of("DESTINATION__STAGING_DATASET_NAME_LAYOUT", "%s_waiting_Room"));
        named.load(json(
                Resource.ofJson("items", "").merge(MergeOptions.deleteInsert()).primaryKey("id"), "[{'id':1}]"));

        assertThat(named.values("SELECT schema_name FROM duckdb_schemas() WHERE schema_name LIKE 'data%' ORDER BY 1"))
                .containsExactly("data", "data_waiting_room");
    }

    @Test
    @DisplayName("P-108: the staging dataset is another one")
    void theStagingDatasetIsNeverTheDataset() {
        MergedDataset same =
                new MergedDataset(home.resolve("same"), Map.of("DESTINATION__STAGING_DATASET_NAME_LAYOUT", "Data"));
        Resource items = json(Resource.ofJson("items", ""), "[{'id':1}]");

        assertThatThrownBy(() -> same.load(items)).satisfies(e -> assertCode(e, ConfigError.CONFIG_VALUE_INVALID));
    }

    @Test
    void anUnknownWayOfReplacingIsNamed() {
        MergedDataset bogus =
                new MergedDataset(home.resolve("bogus"), Map.of("DESTINATION__REPLACE_STRATEGY", "bogus"));
        Resource items = json(Resource.ofJson("items", "").writeDisposition(WriteDisposition.REPLACE), "[{'id':1}]");

        assertThatThrownBy(() -> bogus.load(items)).hasMessageContaining("replace_strategy");
    }

    @Test
    void aWayOfReplacingThatDuckDbHasNotIsRefused() {
        MergedDataset optimized = new MergedDataset(
                home.resolve("optimized"), Map.of("DESTINATION__REPLACE_STRATEGY", "staging-optimized"));
        Resource items = json(Resource.ofJson("items", "").writeDisposition(WriteDisposition.REPLACE), "[{'id':1}]");

        assertThatThrownBy(() -> optimized.load(items))
                .satisfies(e -> assertCode(e, LoadError.LOAD_REPLACE_STRATEGY_UNSUPPORTED));
    }
}
