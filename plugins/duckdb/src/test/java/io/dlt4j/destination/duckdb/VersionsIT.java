package io.dlt4j.destination.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.dlt4j.LoadInfo;
import io.dlt4j.MergeOptions;
import io.dlt4j.Resource;
import io.dlt4j.api.schema.ColumnSchema;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The merge strategy scd2, with the reference's own cases. Loads are numbered from 1; their times are those of their ids. */
class VersionsIT {

    private static final Object ACTIVE = "active";

    @TempDir
    private Path home;

    private MergedDataset dataset;
    private final List<Instant> times = new ArrayList<>();

    @BeforeEach
    void open() {
        dataset = new MergedDataset(home, Map.of());
    }

    @Test
    void versionsBeginAndEndWithTheLoads() {
        load(MergeOptions.scd2(), "{'nk':1,'c1':'foo','c2':{'nc1':'foo'}},{'nk':2,'c1':'bar','c2':{'nc1':'bar'}}");
        assertThat(dataset.rows("SELECT nk, _dlt_id FROM data.dim_test ORDER BY nk"))
                .containsExactly(List.of(1L, "OTPbGyxWlJzmpA"), List.of(2L, "S41QIpRa9Fwh0w"));
        assertThat(versions("nk")).containsExactly(List.of(1L, 1, ACTIVE), List.of(2L, 1, ACTIVE));
        ColumnSchema id = dataset.pipeline()
                .schemas()
                .get("pipe")
                .tables()
                .get("dim_test")
                .columns()
                .get("_dlt_id");
        assertThat(id.properties()).containsEntry("unique", false).containsEntry("x-row-version", true);

        load(
                MergeOptions.scd2(),
                "{'nk':1,'c1':'foo','c2':{'nc1':'foo_🚀updated'}},{'nk':2,'c1':'bar','c2':{'nc1':'bar'}}");
        assertThat(versions("nk")).containsExactly(List.of(1L, 1, 2), List.of(1L, 2, ACTIVE), List.of(2L, 1, ACTIVE));
        assertThat(dataset.values("SELECT _dlt_id FROM data.dim_test WHERE nk = 1 AND _dlt_valid_to IS NULL"))
                .containsExactly("Z/zzrOzuLRhhWw");

        load(MergeOptions.scd2(), "{'nk':1,'c1':'foo','c2':{'nc1':'foo_🚀updated'}}");
        load(
                MergeOptions.scd2(),
                "{'nk':1,'c1':'foo','c2':{'nc1':'foo_🚀updated'}},{'nk':3,'c1':'baz','c2':{'nc1':'baz'}}");
        assertThat(versions("nk"))
                .containsExactly(List.of(1L, 1, 2), List.of(1L, 2, ACTIVE), List.of(2L, 1, 3), List.of(3L, 4, ACTIVE));
    }

    @Test
    void nestedRowsAreKeptWithTheirVersions() {
        String second = "{'nk':2,'c1':'bar','c2':[2,3]}";
        load(MergeOptions.scd2(), "{'nk':1,'c1':'foo','c2':[1]}," + second);
        assertThat(dataset.rows("SELECT value, _dlt_id FROM data.dim_test__c2 ORDER BY value"))
                .containsExactly(
                        List.of(1L, "DVp8ashfqPeSOA"), List.of(2L, "fnGe0kXmwR/ncw"), List.of(3L, "HScKaAcv1HMq3Q"));
        assertThat(dataset.pipeline()
                        .schemas()
                        .get("pipe")
                        .tables()
                        .get("dim_test__c2")
                        .columns())
                .doesNotContainKey("_dlt_root_id");

        load(MergeOptions.scd2(), "{'nk':1,'c1':'foo_updated','c2':[1]}," + second);
        assertThat(dataset.counts("dim_test", "dim_test__c2")).containsExactly(3L, 4L);
        load(MergeOptions.scd2(), "{'nk':1,'c1':'foo_updated','c2':[1,4]}," + second);
        assertThat(dataset.counts("dim_test", "dim_test__c2")).containsExactly(4L, 6L);
        load(MergeOptions.scd2(), "{'nk':1,'c1':'foo_updated','c2':[1,4]}");
        assertThat(dataset.counts("dim_test", "dim_test__c2")).containsExactly(4L, 6L);
        assertThat(versions("nk"))
                .containsExactly(List.of(1L, 1, 2), List.of(1L, 2, 3), List.of(1L, 3, ACTIVE), List.of(2L, 1, 4));
    }

    @Test
    void aRowThatComesBackIsANewVersion() {
        String both = "{'nk':1,'c1':'foo','c2':[1]},{'nk':2,'c1':'bar','c2':[2,3]}";
        load(MergeOptions.scd2(), both);
        load(MergeOptions.scd2(), "{'nk':2,'c1':'bar','c2':[2,3]}");
        load(MergeOptions.scd2(), both);

        assertThat(versions("nk")).containsExactly(List.of(1L, 1, 2), List.of(1L, 3, ACTIVE), List.of(2L, 1, ACTIVE));
        assertThat(dataset.values("SELECT DISTINCT _dlt_id FROM data.dim_test WHERE nk = 1"))
                .hasSize(1);
        assertThat(dataset.counts("dim_test__c2")).containsExactly(3L);
    }

    @Test
    void theBoundaryMayBeGiven() {
        load(MergeOptions.scd2().boundaryTimestamp("2024-08-21T12:15:00+00:00"), "{'nk':1,'v':1}");
        load(MergeOptions.scd2().boundaryTimestamp("2024-08-20"), "{'nk':1,'v':2}");
        load(MergeOptions.scd2().withoutBoundaryTimestamp(), "{'nk':1,'v':3}");

        Instant first = Instant.parse("2024-08-21T12:15:00Z");
        Instant second = Instant.parse("2024-08-20T00:00:00Z");
        assertThat(dataset.rows("SELECT v, _dlt_valid_from, _dlt_valid_to FROM data.dim_test ORDER BY v").stream()
                        .map(row -> Arrays.asList(row.get(0), instant(row.get(1)), instant(row.get(2))))
                        .toList())
                .containsExactly(
                        Arrays.asList(1L, first, second),
                        Arrays.asList(2L, second, times.get(2)),
                        Arrays.asList(3L, times.get(2), null));
    }

    @ParameterizedTest
    @CsvSource({"9999-12-31", "9999-12-31T00:00:00", "9999-12-31T00:00:00+00:00", "9999-12-30T22:00:00-02:00"})
    void activeVersionsMayEndAtATimeInsteadOfNull(String end) {
        MergeOptions options = MergeOptions.scd2().activeRecordTimestamp(end);
        load(options, "{'nk':1,'v':1},{'nk':2,'v':1}");
        load(options, "{'nk':1,'v':2},{'nk':2,'v':1}");

        Instant active = Instant.parse("9999-12-31T00:00:00Z");
        assertThat(dataset.rows("SELECT nk, v, _dlt_valid_to FROM data.dim_test ORDER BY nk, v").stream()
                        .map(row -> Arrays.asList(row.get(0), row.get(1), instant(row.get(2))))
                        .toList())
                .containsExactly(List.of(1L, 1L, times.get(1)), List.of(1L, 2L, active), List.of(2L, 1L, active));
    }

    @Test
    void dataWithTheNamesOfTheValidityColumnsIsInTheWayOfNothing() {
        load(
                MergeOptions.scd2().validityColumns("from", "to"),
                "{'nk':1,'from':'some text','to':'2020-01-01T00:00:00Z'}");

        assertThat(dataset.rows("SELECT \"from__v_text\", \"to\" FROM data.dim_test"))
                .containsExactly(Arrays.asList("some text", null));
        assertThat(dataset.rows("SELECT \"from\" FROM data.dim_test").stream()
                        .map(row -> instant(row.get(0)))
                        .toList())
                .containsExactly(times.get(0));
    }

    @Test
    void withANaturalKeyOnlyDeliveredKeysChange() {
        load(MergeOptions.scd2(), "{'nk':1,'foo':'foo'},{'nk':2,'foo':'foo'}", "nk");
        load(MergeOptions.scd2(), "{'nk':1,'foo':'foo'}", "nk");
        assertThat(versions("nk")).containsExactly(List.of(1L, 1, ACTIVE), List.of(2L, 1, ACTIVE));

        load(MergeOptions.scd2(), "{'nk':1,'foo':'bar'}", "nk");
        assertThat(versions("nk")).containsExactly(List.of(1L, 1, 3), List.of(1L, 3, ACTIVE), List.of(2L, 1, ACTIVE));

        load(MergeOptions.scd2(), "{'nk':1,'foo':'foo'}", "nk");
        assertThat(versions("nk"))
                .containsExactly(List.of(1L, 1, 3), List.of(1L, 3, 4), List.of(1L, 4, ACTIVE), List.of(2L, 1, ACTIVE));
    }

    @Test
    void aMergeKeyMayBeAPartition() {
        load(MergeOptions.scd2(), "{'date':'d1','name':'a'},{'date':'d1','name':'b'}", "date");
        load(MergeOptions.scd2(), "{'date':'d2','name':'c'},{'date':'d2','name':'d'}", "date");
        load(MergeOptions.scd2(), "{'date':'d1','name':'a'},{'date':'d1','name':'bb'}", "date");

        assertThat(versions("name"))
                .containsExactly(
                        List.of("a", 1, ACTIVE),
                        List.of("b", 1, 3),
                        List.of("bb", 3, ACTIVE),
                        List.of("c", 2, ACTIVE),
                        List.of("d", 2, ACTIVE));
    }

    /** The reference compares the columns strung together, and takes these for one key. */
    @Test
    void theColumnsOfAMergeKeyAreComparedOneByOne() {
        load(MergeOptions.scd2(), "{'k1':'a','k2':'bc','v':1}", "k1", "k2");
        load(MergeOptions.scd2(), "{'k1':'ab','k2':'c','v':1}", "k1", "k2");

        assertThat(versions("k1")).containsExactly(List.of("a", 1, ACTIVE), List.of("ab", 2, ACTIVE));
    }

    @Test
    void theDataMayBringItsOwnVersion() {
        MergeOptions options = MergeOptions.scd2().rowVersionColumn("row_hash");
        load(options, "{'nk':1,'row_hash':'x','seen':1},{'nk':2,'row_hash':'y','seen':1}");
        load(options, "{'nk':1,'row_hash':'x','seen':2},{'nk':2,'row_hash':'z','seen':2}");

        assertThat(dataset.rows("SELECT row_hash, seen FROM data.dim_test ORDER BY 1"))
                .containsExactly(List.of("x", 1L), List.of("y", 1L), List.of("z", 2L));
        assertThat(dataset.values("SELECT DISTINCT _dlt_id FROM data.dim_test")).hasSize(3);
    }

    private void load(MergeOptions options, String items, String... mergeKey) {
        Resource dim = Resource.ofJson("dim_test", ('[' + items + ']').replace('\'', '"'))
                .merge(options);
        LoadInfo info = dataset.load(mergeKey.length == 0 ? dim : dim.mergeKey(mergeKey));
        BigDecimal seconds = new BigDecimal(info.loadIds().get(0));
        times.add(Instant.ofEpochSecond(
                        seconds.longValue(),
                        seconds.remainder(BigDecimal.ONE).movePointRight(9).longValue())
                .truncatedTo(ChronoUnit.MICROS));
    }

    /** The value of a column, the load that its version begins with, and the one that it ends with. */
    private List<List<Object>> versions(String column) {
        return dataset
                .rows("SELECT " + column + ", _dlt_valid_from, _dlt_valid_to FROM data.dim_test ORDER BY 1, 2")
                .stream()
                .map(row -> List.of(row.get(0), number(row.get(1)), number(row.get(2))))
                .toList();
    }

    private Object number(Object time) {
        return time == null ? ACTIVE : (Object) (times.indexOf(instant(time)) + 1);
    }

    private static Instant instant(Object value) {
        return value == null ? null : ((OffsetDateTime) value).toInstant();
    }
}
