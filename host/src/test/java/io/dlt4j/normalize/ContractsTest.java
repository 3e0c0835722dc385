package io.dlt4j.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.TableSchema;
import io.dlt4j.schema.DltSchema;
import io.dlt4j.schema.NamingConvention;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What contracts make of items whose tables are known: {@code t} (id, v) and {@code t__c} (x), both with data. The cases have the
 * numbers of the specification, {@code schema-normalize.md} P.12.
 */
class ContractsTest {

    private static final String NO_TABLES = "x";

    @TempDir
    private Path temporary;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            K01   | columns=evolve         | {"id":1,"new":2} | t {"id":1,"new":2} | +t.new |
            K03   | columns=discard_row    | {"id":1,"new":2}; {"id":2}; {"id":3,"new":null}; {"id":4,"c":[{"x":2,"newc":1},{"x":3}]} \
            | t {"id":2}; t {"id":3}; t {"id":4}; t__c {"_dlt_list_idx":1,"x":3} | | t 1 row; t__c 1 row
            K04   | columns=discard_value  | {"id":1,"new":2}; {"id":2}; {"id":3,"new":null}; {"id":4,"c":[{"x":2,"newc":1},{"x":3}]} \
            | t {"id":1}; t {"id":2}; t {"id":3}; t {"id":4}; t__c {"_dlt_list_idx":0,"x":2}; t__c {"_dlt_list_idx":1,"x":3} | \
            | t 1 value; t__c 1 value
            K06   | data_type=discard_row  | {"id":1,"v":"zz"}; {"id":2,"v":"5"}; {"id":"xx","v":1}; {"id":4} \
            | t {"id":2,"v":5}; t {"id":4} | | t 2 rows
            K07   | data_type=discard_value | {"id":1,"v":"zz"}; {"id":2,"v":"5"}; {"id":"xx","v":1}; {"id":4} \
            | t {"id":1}; t {"id":2,"v":5}; t {"v":1}; t {"id":4} | | t 2 values
            K10a  | tables=discard_row     | {"id":1,"newl":[{"y":1,"z":[1]},{}]}; {"id":2} | t {"id":1}; t {"id":2} | | t__newl 2 rows
            K10b  | tables=discard_value   | {"id":1,"newl":[{"y":1,"z":[1]},{}]}; {"id":2} | t {"id":1}; t {"id":2} | | t__newl 2 rows
            K11   | columns=discard_row    | {"id":1,"new":2,"c":[{"x":9}]}; {"id":2,"c":[{"x":8}]} \
            | t {"id":2}; t__c {"_dlt_list_idx":0,"x":8} | | t 1 row
            K12   | columns=discard_value  | {"id":1,"d":{"k":1},"c":[{"x":9}]} | t {"id":1}; t__c {"_dlt_list_idx":0,"x":9} | | t 1 value
            empty | columns=discard_value  | {"new":1}; {"new":[]}; {} | t {}; t {}; t {} | | t 1 value
            kept  | data_type=discard_row  | {"id":1,"v":"zz","new":1}; {"id":2} | t {"id":2} | +t.new | t 1 row
            twice | columns=discard_value  | {"new":0}; {"new":1,"new":2}; {"New":1,"new":null}; {"new":null,"New":1} \
            | t {}; t {}; t {}; t {} | | t 3 values
            """)
    void itemsUnderAContract(String id, String contract, String items, String rows, String added, String discarded)
            throws IOException {
        ItemLines lines = new ItemLines("t", List.of(items.split("; ")));
        DltSchema schema = known().withContract(Optional.of(modes(contract)));

        ItemLines.Outcome outcome = lines.normalize(schema, temporary, 1, Integer.MAX_VALUE);

        assertThat(outcome.error()).isEmpty();
        assertThat(flat(outcome.rows())).isEqualTo(rows);
        assertThat(additions(outcome.schema())).isEqualTo(added == null ? "" : added);
        assertThat(flatten(outcome.discarded())).isEqualTo(discarded == null ? "" : discarded);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            K02 | columns=freeze   | {"id":1,"new":2}             | 'columns'   | Table: 't' Column: 'new'. | t
            K05 | data_type=freeze | {"id":1,"v":"zz"}            | 'data_type' | Table: 't' Column: 'v__v_text'. | t
            K08 | columns=freeze   | {"id":1}; {"id":2,"extra":1} | 'columns'   | Table: 't' Column: 'extra'. | x
            K09 | tables=freeze    | {"id":1,"newl":[{"y":1}]}    | 'tables'    | Table: 't__newl'. | t
            """)
    void itemsThatBreakAContract(String id, String contract, String items, String entity, String place, String tables)
            throws IOException {
        ItemLines lines = new ItemLines("t", List.of(items.split("; ")));
        DltSchema schema = (tables.equals(NO_TABLES) ? empty() : known()).withContract(Optional.of(modes(contract)));

        String error = lines.normalize(schema, temporary, 1, Integer.MAX_VALUE).error();

        assertThat(error.replace('`', '\''))
                .startsWith("NORMALIZE_CONTRACT_VIOLATED: In schema 's': In " + place)
                .contains("Contract on " + entity + " with 'contract_mode=freeze' is violated.")
                .contains("items.jsonl, line " + items.split("; ").length);
    }

    @Test
    void errorNamesTheKeysOfTheItem() throws IOException {
        DltSchema schema = known().withTable(
                        TableSchema.builder("t")
                                .column(ColumnSchema.builder("id")
                                        .property("primary_key", true)
                                        .build())
                                .build(),
                        false)
                .withContract(Optional.of("freeze"));
        ItemLines lines = new ItemLines("t", List.of("{\"id\":7}", "{\"id\":8,\"new\":1}"));

        assertThat(lines.normalize(schema, temporary, 1, Integer.MAX_VALUE).error())
                .contains("Can't add table column `new` to table `t` because `columns` are frozen."
                        + " Offending data item: id: '8'; items.jsonl, line 2.");
    }

    @Test
    void columnsOfTheFirstDataAreFreeWhereExtractSaysSo() throws IOException {
        DltSchema schema = empty().withTable(
                        TableSchema.builder("t")
                                .property("x-normalizer", Map.of("evolve-columns-once", true))
                                .build(),
                        true)
                .withContract(Optional.of(Map.of("columns", "freeze")));
        ItemLines lines = new ItemLines("t", List.of("{\"id\":1}", "{\"id\":2,\"extra\":1}"));

        DltSchema after = lines.schemaAfter(schema, temporary);

        assertThat(after.table("t").orElseThrow().columns()).containsKeys("id", "extra");
        assertThat(new ItemLines("t", List.of("{\"late\":1}"))
                        .normalize(after, temporary, 1, Integer.MAX_VALUE)
                        .error())
                .contains("Column: `late`");
    }

    @Test
    void ofAnUnknownTableBelowAnUnknownTableTheRootDecides() throws IOException {
        DltSchema schema = known().withTable(
                        TableSchema.builder("t")
                                .property("schema_contract", Map.of("data_type", "discard_value"))
                                .build(),
                        false)
                .withContract(Optional.of("freeze"));
        ItemLines lines =
                new ItemLines("t", List.of("{\"id\":1,\"a\":[{\"b\":[{\"k\":1},{\"k\":\"zz\"},{\"k2\":1}]}]}"));

        ItemLines.Outcome outcome = lines.normalize(schema, temporary, 1, Integer.MAX_VALUE);

        assertThat(outcome.error()).isEmpty();
        assertThat(outcome.rows().get("t__a__b"))
                .containsExactly(
                        "{\"_dlt_list_idx\":0,\"k\":1}", "{\"_dlt_list_idx\":1}", "{\"_dlt_list_idx\":2,\"k2\":1}");
        assertThat(flatten(outcome.discarded())).isEqualTo("t__a__b 1 value");
    }

    @Test
    void partIsJudgedByWhatThePartsBeforeItBrought() throws IOException {
        DltSchema schema = known().withContract(Optional.of(Map.of("columns", "freeze", "data_type", "freeze")));
        ItemLines lines = new ItemLines(
                "t",
                List.of(
                        "{\"id\":1,\"n\":[{\"x\":1,\"y\":\"text\"}]}",
                        "{\"id\":2,\"n\":[{\"x\":1},{\"y\":2}]}",
                        "{\"id\":3,\"n\":[{\"y\":3},{\"y\":\"text\"}]}"));

        assertThat(lines.normalize(schema, temporary, 3, 1).error()).isEmpty();
    }

    @Test
    void largeItemsLoseTheSame() throws IOException {
        StringBuilder item = new StringBuilder("{\"id\":1,\"c\":[");
        for (int element = 0; element < 60_000; element++) {
            item.append(element == 0 ? "" : ",")
                    .append("{\"x\":")
                    .append(element)
                    .append(",\"newc\":1,\"l\":[1,2]}");
        }
        ItemLines lines = new ItemLines("t", List.of(item + "]}"));
        DltSchema schema =
                known().withContract(Optional.of(Map.of("columns", "discard_value", "tables", "discard_row")));

        ItemLines.Outcome outcome = lines.normalize(schema, temporary, 1, Integer.MAX_VALUE);

        assertThat(outcome.rows().get("t__c")).hasSize(60_000).contains("{\"_dlt_list_idx\":59999,\"x\":59999}");
        assertThat(flatten(outcome.discarded())).isEqualTo("t__c 60000 values; t__c__l 120000 rows");
    }

    private DltSchema known() throws IOException {
        return new ItemLines("t", List.of("{\"id\":1,\"v\":1,\"c\":[{\"x\":1}]}")).schemaAfter(empty(), temporary);
    }

    private static DltSchema empty() {
        return DltSchema.create("s", NamingConvention.of("snake_case", OptionalInt.empty()))
                .withTable(TableSchema.builder("t").build(), true);
    }

    private static Map<String, String> modes(String contract) {
        String[] mode = contract.split("=");
        return Map.of(mode[0], mode[1]);
    }

    private static String flat(Map<String, List<String>> rows) {
        return String.join(
                "; ",
                rows.entrySet().stream()
                        .flatMap(table -> table.getValue().stream().map(row -> table.getKey() + " " + row))
                        .toList());
    }

    private static String flatten(Map<String, Discarded> discarded) {
        return String.join(
                "; ",
                discarded.entrySet().stream()
                        .map(table -> table.getKey() + " " + table.getValue())
                        .toList());
    }

    /** Columns that {@code known} does not have, and tables. */
    private static String additions(String schema) {
        Map<String, Set<String>> before = Map.of("t", Set.of("id", "v"), "t__c", Set.of("x"));
        StringBuilder added = new StringBuilder();
        DltSchema.parse(schema).tables().values().stream()
                .filter(table -> !table.name().startsWith("_dlt"))
                .forEach(table -> table.columns().keySet().stream()
                        .filter(column -> !column.startsWith("_dlt"))
                        .filter(column ->
                                !before.getOrDefault(table.name(), Set.of()).contains(column))
                        .forEach(column -> added.append("+")
                                .append(table.name())
                                .append('.')
                                .append(column)));
        return added.toString();
    }
}
