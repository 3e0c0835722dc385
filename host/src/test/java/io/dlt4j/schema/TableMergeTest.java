package io.dlt4j.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.schema.TableSchema;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected values were printed by the reference. */
class TableMergeTest {

    private static final DltSchema SCHEMA = DltSchema.create(
                    "m", NamingConvention.of("snake_case", OptionalInt.empty()))
            .withTable(table("p", "{\"columns\":{}}"), true)
            .withTable(table("p2", "{\"columns\":{}}"), true);

    private static TableSchema table(String name, String json) {
        Map<String, Object> tree = CanonicalJson.parseObject(json);
        tree.put("name", name);
        Trees.object(tree, "columns")
                .forEach((column, properties) ->
                        Trees.map((Map<?, ?>) properties).put("name", column));
        return Trees.table(name, tree);
    }

    private static TableSchema merge(String stored, String partial, boolean replaceCompound) {
        return SCHEMA.withTable(table("t", stored), replaceCompound)
                .withTable(table("t", partial), replaceCompound)
                .tables()
                .get("t");
    }

    private static void assertMerged(String stored, String partial, boolean replaceCompound, String expected) {
        TableSchema merged = merge(stored, partial, replaceCompound);
        TableSchema wanted = table("t", expected);
        assertThat(merged).isEqualTo(wanted);
        assertThat(merged.columns().keySet())
                .containsExactlyElementsOf(wanted.columns().keySet());
    }

    @Test
    void newTableIsStoredAsGiven() {
        TableSchema given = table("t", "{\"columns\":{\"b\":{},\"a\":{\"data_type\":\"text\"}},\"parent\":null}");
        assertThat(SCHEMA.withTable(given, true).tables().get("t")).isSameAs(given);
    }

    @Test
    void incompleteColumnThatBecomesCompleteMovesToTheEnd() {
        assertMerged(
                "{\"columns\":{\"a\":{\"nullable\":false,\"primary_key\":true},\"b\":{\"data_type\":\"text\"}}}",
                "{\"columns\":{\"z\":{\"data_type\":\"text\"},\"a\":{\"data_type\":\"bigint\",\"nullable\":true},"
                        + "\"y\":{}}}",
                false,
                "{\"columns\":{\"b\":{\"data_type\":\"text\"},\"z\":{\"data_type\":\"text\"},\"a\":{\"nullable\":true,"
                        + "\"primary_key\":true,\"data_type\":\"bigint\"},\"y\":{}}}");
    }

    @Test
    void completeColumnKeepsItsPlaceWhateverChanges() {
        assertMerged(
                "{\"columns\":{\"a\":{\"data_type\":\"text\",\"nullable\":false},\"b\":{\"data_type\":\"text\"}}}",
                "{\"columns\":{\"a\":{\"data_type\":\"bigint\"}}}",
                false,
                "{\"columns\":{\"a\":{\"data_type\":\"bigint\",\"nullable\":false},\"b\":{\"data_type\":\"text\"}}}");
    }

    @Test
    void explicitDefaultsOverwrite() {
        assertMerged(
                "{\"columns\":{\"a\":{\"data_type\":\"text\",\"primary_key\":true}}}",
                "{\"columns\":{\"a\":{\"primary_key\":false}}}",
                true,
                "{\"columns\":{\"a\":{\"data_type\":\"text\",\"primary_key\":false}}}");
    }

    @Test
    void compoundPropertiesAreReplacedAsASet() {
        String stored = "{\"columns\":{\"a\":{\"data_type\":\"text\",\"primary_key\":true,\"merge_key\":true,"
                + "\"cluster\":true},\"b\":{\"data_type\":\"text\",\"partition\":true}}}";
        String partial = "{\"columns\":{\"b\":{\"primary_key\":true,\"partition\":false},"
                + "\"d\":{\"merge_key\":false,\"incremental\":null}}}";
        assertMerged(
                stored,
                partial,
                true,
                "{\"columns\":{\"a\":{\"data_type\":\"text\",\"merge_key\":true,\"cluster\":true},\"b\":{\"data_type\":"
                        + "\"text\",\"partition\":false,\"primary_key\":true},\"d\":{\"merge_key\":false,"
                        + "\"incremental\":null}}}");
        assertMerged(
                stored,
                partial,
                false,
                "{\"columns\":{\"a\":{\"data_type\":\"text\",\"primary_key\":true,\"merge_key\":true,\"cluster\":true},"
                        + "\"b\":{\"data_type\":\"text\",\"partition\":false,\"primary_key\":true},"
                        + "\"d\":{\"merge_key\":false,\"incremental\":null}}}");
    }

    @Test
    void tablePropertiesOverwriteAndNothingIsRemoved() {
        assertMerged(
                "{\"resource\":\"q\",\"write_disposition\":\"append\",\"x-a\":1,\"columns\":{}}",
                "{\"resource\":\"r\",\"write_disposition\":\"merge\",\"columns\":{}}",
                true,
                "{\"resource\":\"r\",\"write_disposition\":\"merge\",\"x-a\":1,\"columns\":{}}");
    }

    @Test
    void referencesMergeByTheirTable() {
        assertMerged(
                "{\"references\":[{\"referenced_table\":\"a\",\"columns\":[\"x\"]},{\"referenced_table\":\"b\"}],"
                        + "\"columns\":{}}",
                "{\"references\":[{\"referenced_table\":\"c\"},{\"referenced_table\":\"a\",\"columns\":[\"x2\"]}],"
                        + "\"columns\":{}}",
                true,
                "{\"references\":[{\"referenced_table\":\"a\",\"columns\":[\"x2\"]},{\"referenced_table\":\"b\"},"
                        + "{\"referenced_table\":\"c\"}],\"columns\":{}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"parent\":\"p\"} | {\"parent\":\"p2\"} | 'p' and cannot become 'p2'",
                "{\"parent\":\"p\"} | {} | 'p' and cannot become none",
                "{\"parent\":\"p\"} | {\"parent\":null} | 'p' and cannot become none",
                "{} | {\"parent\":\"p\"} | none and cannot become 'p'",
                "{\"parent\":\"p\"} | {\"parent\":\"p\",\"resource\":\"r\"} | none and cannot become 'r'"
            },
            quoteCharacter = '`')
    void nestingCannotChange(String stored, String partial, String message) {
        assertThatThrownBy(() -> merge(stored, partial, true))
                .isInstanceOfSatisfying(
                        DltException.class, e -> assertThat(e.code()).isEqualTo(SchemaError.SCHEMA_TABLE_CONFLICT))
                .hasMessageContaining(message);
    }

    @Test
    void parentMustBeThere() {
        assertThatThrownBy(() -> SCHEMA.withTable(table("t", "{\"parent\":\"nope\"}"), true))
                .isInstanceOfSatisfying(
                        DltException.class, e -> assertThat(e.code()).isEqualTo(SchemaError.SCHEMA_PARENT_MISSING))
                .hasMessageContaining("'nope'");
        List<TableSchema> chain = List.of(table("n", "{\"parent\":\"p\"}"), table("n__m", "{\"parent\":\"n\"}"));
        assertThat(SCHEMA.withTables(chain, true).root("n__m").name()).isEqualTo("p");
    }
}
