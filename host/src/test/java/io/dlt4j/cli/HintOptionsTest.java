package io.dlt4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.Refresh;
import io.dlt4j.RunOptions;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.schema.WriteDisposition;
import io.dlt4j.schema.ContractMode;
import io.dlt4j.schema.SchemaContract;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HintOptionsTest {

    @Test
    void columnsHaveTypesAndTheNumbersThatBelongToThem() {
        RunOptions options = options("--columns", "id:bigint, price:decimal(10,2),at:timestamp(3),a:b:text");
        assertThat(options.hints().columns().values())
                .extracting(column -> column.properties().toString())
                .containsExactly(
                        "{name=id, data_type=bigint}",
                        "{name=price, data_type=decimal, precision=10, scale=2}",
                        "{name=at, data_type=timestamp, precision=3}",
                        "{name=a:b, data_type=text}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id",
                "id:",
                ":text",
                "id:int",
                "id:text(a)",
                "id:text(1,2)",
                "id:bool(1)",
                "id:text(1",
                "id:text,"
            })
    void columnsThatAreNoneAreRefusedWithAnExample(String columns) {
        assertRefused("for example id:bigint,price:decimal(10,2)", "--columns", columns);
    }

    @Test
    void keysAreListsOfColumns() {
        assertThat(options("--primary-key", "tenant, id").hints().primaryKey()).containsExactly("tenant", "id");
        assertRefused("--merge-key tenant,id", "--merge-key", "a,,b");
    }

    @Test
    void aStrategyAloneMeansMerging() {
        assertThat(options("--merge-strategy", "upsert").hints().writeDisposition())
                .isEqualTo(WriteDisposition.MERGE);
        assertThat(options("--write-disposition", "merge").hints().writeDisposition())
                .isEqualTo(WriteDisposition.MERGE);
        assertRefused("--write-disposition merge", "--merge-strategy", "upsert", "--write-disposition", "append");
    }

    @Test
    void contractsAreOneModeOrOneForEachEntity() {
        assertThat(options("--schema-contract", "freeze").schemaContract())
                .contains(SchemaContract.all(ContractMode.FREEZE));
        assertThat(options("--schema-contract", "columns=freeze, data_type=discard_value")
                        .schemaContract())
                .contains(new SchemaContract(ContractMode.EVOLVE, ContractMode.FREEZE, ContractMode.DISCARD_VALUE));
    }

    @ParameterizedTest
    @CsvSource({"frozen,discard_row", "rows=freeze,data_type", "'columns=freeze,tables',evolve"})
    void contractsThatAreNoneAreRefusedWithWhatThereIs(String contract, String help) {
        assertRefused(help, "--schema-contract", contract);
    }

    @Test
    void nestingIsANumber() {
        assertThat(options("--max-table-nesting", "0").hints().maxTableNesting())
                .hasValue(0);
        assertRefused("--max-table-nesting N", "--max-table-nesting", "-1");
    }

    @Test
    void aRefreshIsOneOfThree() {
        assertThat(options("--refresh", "drop_data").refresh()).contains(Refresh.DROP_DATA);
        assertThat(options().refresh()).isEmpty();
        assertRefused("drop_sources, drop_resources, drop_data", "--refresh", "all");
    }

    private static RunOptions options(String... given) {
        List<String> arguments = new ArrayList<>(List.of("run", "a.jsonl"));
        arguments.addAll(List.of(given));
        return HintOptions.of(Arguments.parse(arguments.toArray(String[]::new)));
    }

    private static void assertRefused(String help, String... given) {
        assertThatThrownBy(() -> options(given)).isInstanceOfSatisfying(DltException.class, refused -> {
            assertThat(refused.code()).isEqualTo(CliError.CLI_OPTION_INVALID);
            assertThat(refused.render()).contains(help);
        });
    }
}
