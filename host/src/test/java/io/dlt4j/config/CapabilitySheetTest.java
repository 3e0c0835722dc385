package io.dlt4j.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.api.capability.Capabilities;
import io.dlt4j.api.capability.CaseFolding;
import io.dlt4j.api.capability.DecimalPrecision;
import io.dlt4j.api.error.DltException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapabilitySheetTest {

    @Test
    void knowsDuckdb() {
        Capabilities duckdb = CapabilitySheet.builtIn("duckdb").orElseThrow();
        assertThat(duckdb.fileFormats()).containsExactly("parquet", "jsonl");
        assertThat(duckdb.caseSensitiveIdentifiers()).isFalse();
        assertThat(duckdb.caseFolding()).isEqualTo(CaseFolding.NONE);
        assertThat(duckdb.weiPrecision()).isEqualTo(new DecimalPrecision(38, 0));
        assertThat(duckdb.maxTimestampPrecision()).isEqualTo(9);
        assertThat(duckdb.mergeStrategies()).containsExactly("delete-insert", "upsert", "scd2", "insert-only");
        assertThat(duckdb.maxFilesPerJob()).isEqualTo(1000);
        assertThat(CapabilitySheet.builtIn("nosuch")).isEmpty();
    }

    @Test
    void knowsFilesystem() {
        Capabilities filesystem = CapabilitySheet.builtIn("filesystem").orElseThrow();
        assertThat(filesystem.fileFormats()).startsWith("jsonl");
        assertThat(filesystem.weiPrecision()).isEqualTo(new DecimalPrecision(78, 0));
        assertThat(filesystem.mergeStrategies()).isEmpty();
        assertThat(filesystem.transactions()).isFalse();
        assertThat(filesystem.compressedText()).isTrue();
        assertThat(filesystem.emptyFiles()).isTrue();
    }

    @Test
    void takesDefaultsOfAbsentKeys(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("x.json"), "{\"max_table_nesting\": 0, \"type\": \"x\"}");
        Capabilities sheet = CapabilitySheet.parse(file);
        assertThat(sheet.type()).isEqualTo("x");
        assertThat(sheet.maxTableNesting()).hasValue(0);
        assertThat(sheet.maxTextLength())
                .isEqualTo(Capabilities.builder("x").build().maxTextLength());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"type":"x","max_tables":1}                | unknown key `max_tables`
            {"type":"x","transactions":"yes"}          | `transactions` is yes, expected true or false
            {"type":"x","max_files_per_job":0}         | `max_files_per_job` is 0, expected an integer from 1 on
            {"type":"x","max_query_length":9999999999} | `max_query_length`
            {"type":"x","case_folding":"title"}        | `case_folding`
            {"type":"x","file_formats":["a",1]}        | `file_formats`
            {"type":"x","decimal_precision":[3,9]}     | scale 9
            {"type":"x","decimal_precision":[3]}       | `decimal_precision`
            {"file_formats":[]}                        | `type` is null
            {"type":"x"                                | not JSON
            []                                         | not a JSON object
            """)
    void namesWhatIsWrong(String json, String expected) {
        assertThatThrownBy(() -> CapabilitySheet.parse(json.getBytes(StandardCharsets.UTF_8), "here"))
                .isInstanceOfSatisfying(
                        DltException.class,
                        e -> assertThat(e.code()).isEqualTo(ConfigError.CONFIG_CAPABILITIES_INVALID))
                .hasMessageContainingAll("Capability sheet here", expected);
    }

    @Test
    void refusesSheetOfAnotherType() {
        assertThatThrownBy(
                        () -> CapabilitySheet.parse("{\"type\":\"y\"}".getBytes(StandardCharsets.UTF_8), "x", "x.json"))
                .hasMessageContaining("its type is 'y', not 'x'");
    }

    @Test
    void hashesWhatDecidesNames() {
        Capabilities duckdb = CapabilitySheet.builtIn("duckdb").orElseThrow();
        String hash = CapabilitySheet.sheetHash(duckdb);
        assertThat(hash).hasSize(64).isEqualTo("5c650e6f8c861101a99ea756125e8ec6a61137155dd3a7a5f7bb394a71daf009");
        assertThat(CapabilitySheet.sheetHash(
                        duckdb.toBuilder().maxFilesPerJob(1).build()))
                .isEqualTo(hash);
        assertThat(CapabilitySheet.sheetHash(
                        duckdb.toBuilder().maxColumnIdentifierLength(63).build()))
                .isNotEqualTo(hash);
        assertThat(CapabilitySheet.sheetHash(
                        duckdb.toBuilder().maxTableNesting(0).build()))
                .isNotEqualTo(hash);
        assertThat(CapabilitySheet.sheetHash(
                        duckdb.toBuilder().mergeStrategies(List.of("upsert")).build()))
                .isNotEqualTo(hash);
    }
}
