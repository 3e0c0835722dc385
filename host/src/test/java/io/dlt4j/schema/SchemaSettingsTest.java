package io.dlt4j.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.dlt4j.api.schema.DataType;
import io.dlt4j.api.schema.TableSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class SchemaSettingsTest {

    private static final NamingConvention SNAKE = NamingConvention.of("snake_case", OptionalInt.empty());

    private static DltSchema schema() {
        return DltSchema.create("event", SNAKE);
    }

    private static TableSchema table(String name, String property, Object value) {
        return TableSchema.builder(name).property(property, value).build();
    }

    @Test
    void newSchemasHintTheColumnsOfTheNormalizer() {
        SchemaSettings settings = schema().settings();
        assertThat(settings.detections()).containsExactly("iso_timestamp");
        assertThat(settings.hintsFor("_dlt_id")).containsExactly("not_null", "unique", "row_key");
        assertThat(settings.hintsFor("_dlt_list_idx")).containsExactly("not_null");
        assertThat(settings.hintsFor("id")).isEmpty();
        assertThat(settings.preferredType("id")).isEmpty();
    }

    @Test
    void regularExpressionsAreSearchedAndNamesAreExact() {
        Map<String, List<String>> hints = new LinkedHashMap<>();
        hints.put("unique", List.of("a1"));
        hints.put("primary_key", List.of("re:1$"));
        hints.put("not_null", List.of("re:^a", "b"));
        SchemaSettings settings = schema().withDefaultHints(hints).settings();
        assertThat(settings.hintsFor("a1")).containsExactly("not_null", "unique", "primary_key");
        assertThat(settings.hintsFor("xa1")).containsExactly("primary_key");
        assertThat(settings.hintsFor("b")).containsExactly("not_null");
        assertThat(settings.hintsFor("bb")).isEmpty();
    }

    @Test
    void firstPreferredTypeWins() {
        Map<String, DataType> types = new LinkedHashMap<>();
        types.put("re:^a", DataType.TEXT);
        types.put("a1", DataType.BIGINT);
        types.put("ColName", DataType.WEI);
        SchemaSettings settings = schema().withPreferredTypes(types).settings();
        assertThat(settings.preferredType("a1")).contains(DataType.TEXT);
        assertThat(settings.preferredType("col_name")).contains(DataType.WEI);
        assertThat(settings.preferredType("b")).isEmpty();
    }

    @Test
    void mergedHintsAreNormalizedAndNotRepeated() {
        SchemaSettings settings = schema().withDefaultHints(Map.of(
                        "unique", List.of("re:^_dlt_id$", "zz"),
                        "new", List.of("ColName"),
                        "row_key", List.of("re:^ColName$")))
                .settings();
        Map<String, Object> hints = Trees.object(settings.tree(), "default_hints");
        assertThat(hints)
                .containsEntry("unique", List.of("_dlt_id", "zz"))
                .containsEntry("new", List.of("col_name"))
                .containsEntry("row_key", List.of("_dlt_id", "re:^col_name$"));
    }

    @Test
    void onlyPlainPatternsAreNormalized() {
        assertThat(SimpleRegex.normalize("ColumnName", SNAKE)).isEqualTo("column_name");
        assertThat(SimpleRegex.normalize("re:^UserID$", SNAKE)).isEqualTo("re:^user_id$");
        assertThat(SimpleRegex.normalize("re:^col_a|bX$", SNAKE)).isEqualTo("re:^col_a|bX$");
        assertThat(SimpleRegex.normalize("re:ColName$", SNAKE)).isEqualTo("re:ColName$");
    }

    @Test
    void contractComesFromTheNearestTableThatHasOne() {
        DltSchema schema = schema().withContract(Optional.of("freeze"))
                .withTable(table("a", "schema_contract", Map.of("columns", "discard_row")), true)
                .withTable(table("a__b", "parent", "a"), true)
                .withTable(table("e", "schema_contract", Map.of()), true)
                .withTable(table("n", "resource", "n"), true);
        SchemaContract frozen = SchemaContract.all(ContractMode.FREEZE);
        SchemaContract ofA = new SchemaContract(ContractMode.EVOLVE, ContractMode.DISCARD_ROW, ContractMode.EVOLVE);
        assertThat(schema.contractFor("a", Optional.empty())).isEqualTo(ofA);
        assertThat(schema.contractFor("a__b", Optional.of("a"))).isEqualTo(ofA);
        assertThat(schema.contractFor("a__b__c", Optional.of("a__b"))).isEqualTo(ofA);
        assertThat(schema.contractFor("e", Optional.empty()).isEvolve()).isTrue();
        assertThat(schema.contractFor("n", Optional.empty())).isEqualTo(frozen);
        assertThat(schema.contractFor("q", Optional.of("unknown"))).isEqualTo(frozen);
        assertThat(schema.contractFor("_dlt_loads", Optional.empty()).isEvolve())
                .isTrue();
        assertThat(schema.withContract(Optional.empty())
                        .contractFor("n", Optional.empty())
                        .isEvolve())
                .isTrue();
    }
}
