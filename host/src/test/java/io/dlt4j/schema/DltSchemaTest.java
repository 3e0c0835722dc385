package io.dlt4j.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.DataType;
import io.dlt4j.api.schema.TableSchema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DltSchemaTest {

    private static final String ST01_HASH = "9807so/3pqwqiNZ1kUh6Lq8Ny0D3QQ67QYNnsDuLDsU=";
    private static final String ST02_HASH = "6yjuaP/Ekkqk9NSuevAdrQcq/cFgoxUrU9uAfWkKGi4=";

    private static DltSchema event() {
        return DltSchema.create("event", NamingConvention.of("snake_case", OptionalInt.empty()));
    }

    private static TableSchema myTable() {
        return TableSchema.builder("my_table")
                .column(ColumnSchema.builder("id")
                        .dataType(DataType.BIGINT)
                        .nullable(false)
                        .build())
                .column(ColumnSchema.of("name", DataType.TEXT))
                .property("write_disposition", "append")
                .property("resource", "my_table")
                .build();
    }

    private static DltSchema withColumnX() {
        TableSchema partial = TableSchema.builder("my_table")
                .column(ColumnSchema.builder("x")
                        .dataType(DataType.BIGINT)
                        .nullable(false)
                        .build())
                .build();
        return event().withTable(myTable(), true).bumped().withTable(partial, true);
    }

    @Test
    void newSchemaIsStoredByteForByteAsTheReference() {
        DltSchema schema = event();
        assertThat(schema.json())
                .isEqualTo(TestResources.read("event.schema.json").strip());
        assertThat(schema.versionHash()).isEqualTo(ST01_HASH);
        assertThat(schema.version()).isEqualTo(1);
        assertThat(schema.isNew()).isTrue();
        assertThat(DltSchema.parse(schema.json()).json()).isEqualTo(schema.json());
    }

    @ParameterizedTest
    @CsvSource({
        "direct, xOhhtt+QA+NRfYoVRzSpesLXERPQ5xGoe/cDLR+fJbY=",
        "duck_case, AH3iv3BQk0xTSgW9m3WwL04NV0tRyUG+VF5pI946mNA=",
        "sql_cs_v1, qECq60l6+NdUW2ijx+qSnQAmvzla1KQyQYpkPjUK0dg="
    })
    void newSchemasOfOtherNamingsHashAsTheReference(String naming, String hash) {
        DltSchema schema = DltSchema.create("event", NamingConvention.of(naming, OptionalInt.empty()));
        assertThat(schema.versionHash()).isEqualTo(hash);
    }

    @Test
    void addedTableChangesTheHashOfANewSchemaOnly() {
        DltSchema schema = event().withTable(myTable(), true);
        assertThat(schema.versionHash()).isEqualTo(ST02_HASH);
        assertThat(schema.version()).isEqualTo(1);
        assertThat(schema.previousHashes()).isEmpty();
    }

    @Test
    void changeAfterASaveBumpsOnce() {
        DltSchema schema = withColumnX();
        assertThat(schema.versionHash()).isEqualTo("17+oyq4k82XhOCecL0WV/iqN4Q1MX8PPdOF0J3BP8O0=");
        assertThat(schema.version()).isEqualTo(2);
        assertThat(schema.previousHashes()).containsExactly(ST02_HASH);
        assertThat(schema.isModified()).isTrue();
        assertThat(schema.bumped().isModified()).isFalse();
        assertThat(schema.bumped().bumped()).isSameAs(schema.bumped());
    }

    @Test
    void cloneUnderAnotherNameStartsOver() {
        DltSchema clone = withColumnX().bumped().withImportedVersionHash("i").renamed("other");
        assertThat(clone.versionHash()).isEqualTo("qnquxIk7qFZlqn+nQGYVVphRunphDC1EiJLxi8VZhis=");
        assertThat(clone.version()).isEqualTo(1);
        assertThat(clone.previousHashes()).isEmpty();
        assertThat(clone.importedVersionHash()).isEmpty();
        assertThat(clone.renamed("other")).isSameAs(clone);
    }

    @Test
    void rawDocumentsHashAsTheReference() {
        String start = "{\"engine_version\":11,\"name\":\"m\",\"normalizers\":{\"json\":{\"module\":"
                + "\"dlt.common.normalizers.json.relational\"},\"names\":\"snake_case\"},\"settings\":{},\"tables\":";
        String b = "\"b\":{\"columns\":{\"y\":{\"data_type\":\"text\"},\"x\":{\"data_type\":\"bigint\"}}}";
        String bReordered = "\"b\":{\"columns\":{\"x\":{\"data_type\":\"bigint\"},\"y\":{\"data_type\":\"text\"}}}";
        String a = "\"a\":{\"columns\":{}}";
        assertThat(hash(start + "{}}")).isEqualTo("IyzoGWcGddqUMfl78WTAGBohYli0Jx6jVn/KqLmxyj4=");
        assertThat(hash(start + "{" + b + "," + a + "}}")).isEqualTo("gcoQ2gN1hP5+JvmGGdxmZkTKKRAV+oF/Dc8xZrl0gEM=");
        assertThat(hash(start + "{" + a + "," + bReordered + "}}"))
                .isEqualTo("5c/dIa6clw631kRhbeg8DgWf12rEM5dep2ZU0Do/Cz4=");
        assertThat(hash(start + "{" + b + "," + a + "},\"description\":\"d\"}"))
                .isEqualTo("BH1oBlSB4zYTDBSY05P4TdQ5iql9Nv4fwaXNn8xZKbc=");
    }

    private static String hash(String json) {
        return ContentHash.of(CanonicalJson.parseObject(json));
    }

    @Test
    void historyKeepsTheLastTenHashesNewestFirst() {
        DltSchema schema = event().bumped();
        List<String> hashes = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            hashes.add(0, schema.versionHash());
            schema =
                    schema.withTable(TableSchema.builder("t" + i).build(), true).bumped();
        }
        assertThat(schema.version()).isEqualTo(13);
        assertThat(schema.previousHashes()).isEqualTo(hashes.subList(0, 10));
    }

    @Test
    void orderOfTablesDoesNotMatterOrderOfColumnsDoes() {
        TableSchema other = TableSchema.builder("other").build();
        DltSchema one = event().withTables(List.of(myTable(), other), true);
        DltSchema two = event().withTables(List.of(other, myTable()), true);
        assertThat(one.versionHash()).isEqualTo(two.versionHash());
        List<ColumnSchema> reversed = new ArrayList<>(myTable().columns().values());
        Collections.reverse(reversed);
        TableSchema.Builder turned = TableSchema.builder("my_table");
        myTable().properties().forEach(turned::property);
        assertThat(event().withTable(turned.columns(reversed).build(), true).versionHash())
                .isNotEqualTo(ST02_HASH);
    }

    @Test
    void readsASchemaThatTheReferenceStored() {
        String json = TestResources.read("stored.schema.json");
        DltSchema schema = DltSchema.parse(json);
        assertThat(schema.isModified()).isFalse();
        assertThat(schema.version()).isEqualTo(2);
        assertThat(CanonicalJson.parseObject(schema.json())).isEqualTo(CanonicalJson.parseObject(json));
        assertThat(DltSchema.parse(schema.prettyJson()).versionHash()).isEqualTo(schema.versionHash());
        assertThat(schema.chain("things")).extracting(TableSchema::name).containsExactly("things", "things__c");
        assertThat(schema.root("things__c").name()).isEqualTo("things");
        assertThat(schema.normalizerConfig().tablePropagation())
                .isEqualTo(Map.of("things", Map.of("_dlt_id", "_dlt_root_id")));
    }

    @Test
    void refusesAStoredSchemaThatWasEdited() {
        String edited = event().json().replace("Tracks schema updates", "tracks");
        assertThatThrownBy(() -> DltSchema.parse(edited))
                .isInstanceOfSatisfying(
                        DltException.class,
                        e -> assertThat(e.code()).isEqualTo(SchemaError.SCHEMA_MODIFIED_IN_STORAGE));
        DltSchema imported = SchemaFileFormat.JSON.read(edited);
        assertThat(imported.version()).isEqualTo(2);
        assertThat(imported.previousHashes()).containsExactly(ST01_HASH);
    }

    @Test
    void replacementKeepsTheReplacedHashInItsHistory() {
        DltSchema replaced = event().bumped();
        DltSchema other = withColumnX().bumped();
        DltSchema result = replaced.replacedBy(other);
        assertThat(result.versionHash()).isEqualTo(other.versionHash());
        assertThat(result.version()).isEqualTo(other.version());
        assertThat(result.previousHashes()).containsExactly(ST01_HASH, ST02_HASH);
        assertThat(other.replacedBy(other)).isSameAs(other);
    }

    @Test
    void seenDataIsMarkedOnceAndEndsTheFirstEvolution() {
        TableSchema hinted = myTable().toBuilder()
                .property("x-normalizer", Map.of("evolve-columns-once", true))
                .build();
        DltSchema schema = event().withTable(hinted, true);
        DltSchema marked = schema.withSeenData(Set.of("my_table", "not_there"));
        assertThat(marked.tables().get("my_table").properties().get("x-normalizer"))
                .isEqualTo(Map.of("seen-data", true));
        assertThat(marked.tables().get("my_table").hasSeenData()).isTrue();
        assertThat(marked.withSeenData(Set.of("my_table"))).isSameAs(marked);
    }

    @Test
    void removesTablesButLeavesNoOrphansAndNoSchemaWithoutSystemTables() {
        TableSchema child = TableSchema.builder("my_table__c")
                .property("parent", "my_table")
                .build();
        DltSchema schema = event().withTables(List.of(myTable(), child), true);
        assertThat(schema.withoutTables(Set.of("my_table", "my_table__c")).versionHash())
                .isEqualTo(ST01_HASH);
        assertThatThrownBy(() -> schema.withoutTable("my_table")).isInstanceOf(DltException.class);
        assertThatThrownBy(() -> schema.withoutTable("_dlt_loads")).isInstanceOf(DltException.class);
    }

    @Test
    void normalizerConfigIsStoredWithTheSchema() {
        DltSchema schema = event().withNormalizerConfig(event().normalizerConfig()
                .withMaxNesting(OptionalInt.of(2))
                .withPropagation("things", "_dlt_id", "_dlt_root_id"));
        assertThat(schema.json())
                .contains("\"config\":{\"max_nesting\":2,\"propagation\":{\"tables\":{\"things\":"
                        + "{\"_dlt_id\":\"_dlt_root_id\"}}}}");
        DltSchema read = DltSchema.parse(schema.json());
        assertThat(read.normalizerConfig()).isEqualTo(schema.normalizerConfig());
        assertThat(event().withNormalizerConfig(JsonNormalizerConfig.NONE).versionHash())
                .isEqualTo(ST01_HASH);
        assertThat(schema.withNormalizerConfig(schema.normalizerConfig().withMaxNesting(OptionalInt.empty()))
                        .json())
                .doesNotContain("max_nesting");
        assertThat(event().withNormalizerConfig(JsonNormalizerConfig.NONE.withMaxNesting(OptionalInt.of(2)))
                        .withNormalizerConfig(JsonNormalizerConfig.NONE)
                        .versionHash())
                .as("a limit that is taken back leaves nothing")
                .isEqualTo(ST01_HASH);
    }

    @Test
    void propertiesOfTheUserAreKeptOnEveryLevel() {
        Map<String, Object> tree = new LinkedHashMap<>(CanonicalJson.parseObject(event().json()));
        tree.put("x-owner", "me");
        tree.put("description", "d");
        DltSchema schema = SchemaFileFormat.JSON.read(CanonicalJson.compact(tree));
        assertThat(schema.description()).contains("d");
        assertThat(schema.json()).endsWith("\"description\":\"d\",\"x-owner\":\"me\"}");
    }
}
