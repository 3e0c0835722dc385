package io.dlt4j.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dlt4j.api.error.DltException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code event.import.yaml} and {@code event.export.yaml} were written by dlt 1.26. */
class SchemaFileFormatTest {

    private static final String EXPORTED_HASH = "9WiYODGkLY9R4m18kECRbDYRJ9dzDFe7wECflcO64YQ=";

    @ParameterizedTest
    @ValueSource(strings = {"event.import.yaml", "event.export.yaml"})
    void readsAndWritesFilesOfTheReferenceUnchanged(String file) {
        String text = TestResources.read(file);

        assertThat(SchemaFileFormat.YAML.write(SchemaFileFormat.YAML.read(text), true))
                .isEqualTo(text);
    }

    @Test
    void computesTheHashOfTheReference() {
        DltSchema schema = SchemaFileFormat.YAML.read(TestResources.read("event.export.yaml"));

        assertThat(schema.versionHash()).isEqualTo(EXPORTED_HASH);
        assertThat(schema.version()).isEqualTo(2);
        assertThat(schema.tables().get("orders__items").columns()).containsKeys("x", "x__v_text", "_dlt_list_idx");
    }

    @Test
    void countsAnEditAsAVersionOfItsOwn() {
        String edited = TestResources.read("event.export.yaml").replace("precision: 10", "precision: 12");

        DltSchema schema = SchemaFileFormat.YAML.read(edited);

        assertThat(schema.version()).isEqualTo(3);
        assertThat(schema.versionHash()).isNotEqualTo(EXPORTED_HASH);
        assertThat(schema.previousHashes()).startsWith(EXPORTED_HASH);
    }

    @ParameterizedTest
    @EnumSource
    void writesNamesOnDemand(SchemaFileFormat format) {
        DltSchema schema = SchemaFileFormat.YAML.read(TestResources.read("event.import.yaml"));

        String complete = format.write(schema.withImportedVersionHash("hash of a file"), false);

        assertThat(complete).contains("name").doesNotContain("imported_version_hash");
        assertThat(complete.split("inserted_at", -1)).hasSizeGreaterThan(4);
        assertThat(format.read(complete).versionHash()).isEqualTo(schema.versionHash());
    }

    @Test
    void readsTheWordsForTrueAndFalseOfYaml11() {
        String edited = TestResources.read("event.import.yaml").replace("primary_key: true", "primary_key: yes");

        assertThat(SchemaFileFormat.YAML.read(edited).versionHash())
                .isEqualTo(SchemaFileFormat.YAML
                        .read(TestResources.read("event.import.yaml"))
                        .versionHash());
    }

    @Test
    void removesTheMarksOfProcessing() {
        DltSchema schema = SchemaFileFormat.YAML.read(TestResources.read("event.export.yaml"));

        assertThat(SchemaFileFormat.YAML.write(schema.withoutProcessingMarks(), true))
                .doesNotContain("x-normalizer")
                .contains("x__v_text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tables: [", "- a", "", "a: *b", "a: 1\n---\nb: 2", "a: 1", "a: \"\\q\""})
    void refusesWhatIsNoSchema(String text) {
        assertThatExceptionOfType(DltException.class).isThrownBy(() -> SchemaFileFormat.YAML.read(text));
    }
}
