package io.dlt4j.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.DataType;
import io.dlt4j.api.schema.TableSchema;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SchemaRenamingTest {

    private static final NamingConvention CASE_SENSITIVE = naming("sql_cs_v1");
    private static final NamingConvention CASE_INSENSITIVE = naming("sql_ci_v1");

    private static NamingConvention naming(String name) {
        return NamingConvention.of(name, OptionalInt.empty());
    }

    private static DltSchema schema() {
        TableSchema table = TableSchema.builder("MyTab")
                .column(ColumnSchema.of("MyCol", DataType.TEXT))
                .property("resource", "MyRes")
                .property("filters", Map.of("includes", List.of("re:^MyCol")))
                .property(
                        "references",
                        List.of(Map.of(
                                "referenced_table", "OtherTab",
                                "columns", List.of("MyCol"),
                                "referenced_columns", List.of("AbC"))))
                .build();
        TableSchema child =
                TableSchema.builder("MyTab__Kid").property("parent", "MyTab").build();
        DltSchema schema = DltSchema.create("m", CASE_SENSITIVE);
        return schema.withTables(List.of(table, child), true)
                .withDefaultHints(Map.of("partition", List.of("MyCol", "re:^UserID$", "re:^Col_a|bX$")))
                .withPreferredTypes(Map.of("re:^UserID$", DataType.TEXT))
                .withNormalizerConfig(JsonNormalizerConfig.NONE.withPropagation("MyTab", "MyCol", "XxY"));
    }

    @Test
    void renamesEverythingBeforeThereIsData() {
        DltSchema renamed = schema().withNaming(naming("snake_case"));
        TableSchema table = renamed.tables().get("my_tab");
        assertThat(table.columns().get("my_col").name()).isEqualTo("my_col");
        assertThat(table.resource()).contains("MyRes");
        assertThat(table.properties())
                .containsEntry("filters", Map.of("includes", List.of("re:^MyCol")))
                .containsEntry(
                        "references",
                        List.of(Map.of(
                                "referenced_table", "other_tab",
                                "columns", List.of("my_col"),
                                "referenced_columns", List.of("ab_c"))));
        assertThat(renamed.tables().get("my_tab__kid").parent()).contains("my_tab");
        assertThat(Trees.object(renamed.settings().tree(), "default_hints"))
                .containsEntry("partition", List.of("my_col", "re:^user_id$", "re:^Col_a|bX$"));
        assertThat(renamed.settings().preferredType("user_id")).contains(DataType.TEXT);
        assertThat(renamed.normalizerConfig().tablePropagation()).isEqualTo(Map.of("my_tab", Map.of("my_col", "xx_y")));
        assertThat(renamed.naming(OptionalInt.empty())).isEqualTo(naming("snake_case"));
        assertThat(renamed.tables()).containsKeys("_dlt_version", "_dlt_loads");
    }

    @Test
    void namesOfTablesWithDataAreFrozen() {
        DltSchema seen = schema().withSeenData(Set.of("MyTab"));
        assertThatThrownBy(() -> seen.withNaming(CASE_INSENSITIVE))
                .isInstanceOfSatisfying(
                        DltException.class, e -> assertThat(e.code()).isEqualTo(SchemaError.SCHEMA_IDENTIFIERS_FROZEN))
                .hasMessageContaining("from sql_cs_v1 to sql_ci_v1")
                .hasMessageContaining("'MyTab' would become 'mytab'");
        assertThatThrownBy(() -> seen.withNaming(naming("direct"))).hasMessageContaining("as a precaution");
        assertThat(seen.withIdentifierChange(true).withNaming(CASE_INSENSITIVE).tables())
                .containsKeys("mytab", "mytab__kid");
    }

    @Test
    void sameConventionWithAnotherLimitChangesNothing() {
        DltSchema seen = schema().withSeenData(Set.of("MyTab"));
        assertThat(seen.withNaming(NamingConvention.of("sql_cs_v1", OptionalInt.of(6))))
                .isSameAs(seen);
    }

    @Test
    void columnsThatBecomeOneAreMerged() {
        TableSchema table = TableSchema.builder("t")
                .column(ColumnSchema.of("Ab", DataType.TEXT).toBuilder()
                        .property("primary_key", true)
                        .property("description", "one")
                        .property("unique", false)
                        .build())
                .column(ColumnSchema.builder("c").build())
                .column(ColumnSchema.of("AB", DataType.BIGINT).toBuilder()
                        .property("primary_key", false)
                        .property("unique", true)
                        .build())
                .build();
        TableSchema renamed = schema().normalized(table, CASE_INSENSITIVE);
        assertThat(renamed.columns().keySet()).containsExactly("ab", "c");
        assertThat(renamed.columns().get("ab").properties())
                .isEqualTo(Map.of(
                        "name",
                        "ab",
                        "data_type",
                        "bigint",
                        "nullable",
                        true,
                        "primary_key",
                        true,
                        "description",
                        "one",
                        "unique",
                        true));
    }
}
