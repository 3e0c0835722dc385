package io.dlt4j.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.api.error.DltException;
import io.dlt4j.schema.CanonicalJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PipelineStateTest {

    private static final String PLACE = "dataset 'd' at file:///lake";
    private static final String ST20_HASH = "a1t5FYKycrSdRLCHZDe10ucGmZBnW2f+Y2lkdw1/lQI=";
    private static final List<String> CURSOR = List.of("p", "resources", "r", "incremental", "ts");

    private static PipelineState fresh() {
        return PipelineState.create("p")
                .withDatasetName("d")
                .withDefaultSchemaName("p")
                .withSchemaNames(List.of("p"))
                .withDestination("dlt.destinations.duckdb", Optional.empty());
    }

    @Test
    void freshStateHashesAsTheReference() {
        assertThat(PipelineState.create("p").versionHash()).isEqualTo("kkuEBrapPaVZfWaVwfB4OGwi8F3SjpTF8+ckTCnzPfc=");
        assertThat(fresh().versionHash()).isEqualTo(ST20_HASH);
        assertThat(fresh().version()).isZero();
        assertThat(PipelineState.contentHash(Map.of())).isEqualTo("hA63qiqZNd5jNmusvp2X6XioWek9x5KgM03mDtUvjpk=");
    }

    @Test
    void typedValuesAreHashedAsStoredAndAChangeBumpsOnce() {
        Map<String, Object> cursor = new LinkedHashMap<>();
        cursor.put("initial_value", null);
        cursor.put("last_value", "\uF0272024-01-01T00:00:00+00:00");
        cursor.put("unique_hashes", List.of("b", "a"));
        cursor.put("start_value", null);
        PipelineState changed = fresh().bumped().withSourceValue(CURSOR, cursor);
        assertThat(changed.versionHash()).isEqualTo("mp6wU710qV9ByZh5DOl5AhzZcdDdG19Yi/X8kIBXO9g=");
        assertThat(changed.version()).isEqualTo(1);
        PipelineState saved = changed.bumped();
        assertThat(saved.bumped()).isSameAs(saved);
        assertThat(changed.bumped().version()).isEqualTo(1);
        assertThat(changed.withoutSourceValue(List.of("p"))
                        .withoutSourceValue(List.of("q", "x"))
                        .sources())
                .isEmpty();
    }

    @Test
    void localValuesDoNotCount() {
        PipelineState state = fresh().withExtracted(ST20_HASH, Instant.parse("2024-01-02T03:04:05.678901Z"))
                .withFirstRun(false)
                .withDevMode(true)
                .withInitialCwd("/work");
        assertThat(state.versionHash()).isEqualTo(ST20_HASH);
        assertThat(state.lastExtractedHash()).contains(ST20_HASH);
        assertThat(state.lastExtractedAt()).contains("\uF0272024-01-02T03:04:05.678901+00:00");
        assertThat(fresh().withExtracted("h", Instant.EPOCH).lastExtractedAt())
                .contains("\uF0271970-01-01T00:00:00+00:00");
        assertThat(state.isFirstRun()).isFalse();
        assertThat(fresh().isFirstRun()).isTrue();
        assertThat(state.isDevMode()).isTrue();
        assertThat(state.initialCwd()).contains("/work");
        assertThat(fresh().withLocalOf(state).lastExtractedHash()).contains(ST20_HASH);
    }

    @Test
    void readsAStateThatTheReferenceStored() throws IOException {
        String json;
        try (InputStream in = PipelineStateTest.class.getResourceAsStream("state.json")) {
            json = new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
        PipelineState state = PipelineState.parse(json);
        assertThat(state.json()).isEqualTo(json);
        assertThat(state.bumped()).isSameAs(state);
        assertThat(state.version()).isEqualTo(1);
        assertThat(state.pipelineName()).isEqualTo("p");
        assertThat(state.datasetName()).contains("d");
        assertThat(state.defaultSchemaName()).contains("src");
        assertThat(state.schemaNames()).containsExactly("src");
        assertThat(state.destinationType()).contains("dlt.destinations.duckdb");
        assertThat(state.destinationName()).isEmpty();
        assertThat(PipelineState.parse(state.prettyJson())).isEqualTo(state);
    }

    @Test
    void writesKeysInTheOrderOfTheReference() {
        String json = fresh().withStaging("dlt.destinations.filesystem", Optional.of("stg"))
                .withSourceValue(List.of("p", "own"), true)
                .json();
        assertThat(CanonicalJson.parseObject(json).keySet())
                .containsExactly(
                        "_state_version",
                        "_state_engine_version",
                        "_local",
                        "pipeline_name",
                        "dataset_name",
                        "default_schema_name",
                        "schema_names",
                        "destination_type",
                        "destination_name",
                        "staging_type",
                        "staging_name",
                        "sources",
                        "_version_hash");
    }

    @Test
    void rowsCarryTheStateWithoutLocalValues() {
        PipelineState state = fresh().bumped().withSourceValue(CURSOR, Map.of("last_value", 5L));
        PipelineState decoded = PipelineState.decodeRow(state.encodeRow(), PLACE);
        assertThat(decoded.versionHash()).isEqualTo(state.versionHash());
        assertThat(decoded.version()).isEqualTo(1);
        assertThat(decoded.sourceValue(CURSOR)).contains(Map.of("last_value", 5L));
        assertThat(decoded.local("first_run")).isEmpty();
        assertThat(PipelineState.decodeRow(decoded.json(), PLACE)).isEqualTo(decoded.bumped());
    }

    @Test
    void readsARowOfTheReference() {
        PipelineState state = PipelineState.decodeRow(
                "eNpVjskKwkAQRP+lz8EFA0rAixA8uAsqIjK0SWtGJ5OlO4KI/26iBuL11aOqnqBYUEjdKWedWPC6To3IXrRtJK4DqU7JVNBiTOBB"
                        + "Cg6EdMbCiOIgohjrhPOgylCQSWoYlqihMXiHj3isWli0RSmXlDzSj22k1cDcCovgFp7gX/5W28KY8vjvq4qQo7IhviZL"
                        + "nk/c3mQ0HcxnKz+j8VTvOuN1vvXbsr/5uMmC/r63cIfwegMoPV4B",
                PLACE);
        assertThat(state.versionHash()).isEqualTo("mjoPsNK43KBL8NMQEqeGLiW0GRrVE/tYkEaUqc7Y3O4=");
        assertThat(state.bumped()).isSameAs(state);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1 | \"_version_hash\":\"x\",\"dataset_name\":\"d\",\"default_schema_name\":\"s\","
                        + "\"schema_names\":[\"s\"],\"destination\":\"postgres\",\"_local\":{\"first_run\":false} | "
                        + "5DPyBUaSmhXlcVqgGJVrNh1vrzmWHk8Jx22JvvhSgu0= | postgres | ``",
                "1 | \"destination\":\"dlt.destinations.postgres\",\"staging\":\"dlt.destinations.filesystem\" | "
                        + "Cl3LbvdgwrzodxRZFMCcaTiuX2vYKm9FUL6YfYj9rNc= | dlt.destinations.postgres | ``",
                "2 | \"_version_hash\":\"x\",\"destination\":null | "
                        + "GF9PF/erdBitelyvlLRHPpxcZISrc5gspwwGMznFkcE= | `` | ``",
                "3 | \"_version_hash\":\"x\",\"destination_type\":\"a.b.C\",\"destination_name\":\"C\" | x | "
                        + "a.b.C | ``",
                "3 | \"_version_hash\":\"x\",\"destination_type\":\"a.b.C\",\"destination_name\":\"D\" | x | "
                        + "a.b.C | D",
                "4 | \"_version_hash\":\"x\",\"destination_type\":\"a.b.C\",\"destination_name\":\"C\" | x | a.b.C | C"
            })
    void migratesOlderEnginesAsTheReference(int engine, String keys, String hash, String type, String name) {
        PipelineState state = PipelineState.parse(
                "{\"_state_version\":2,\"_state_engine_version\":" + engine + ",\"pipeline_name\":\"p\"," + keys + "}");
        assertThat(state.storedHash()).contains(hash);
        assertThat(state.destinationType()).isEqualTo(Optional.of(type).filter(text -> !text.isEmpty()));
        assertThat(state.destinationName()).isEqualTo(Optional.of(name).filter(text -> !text.isEmpty()));
        assertThat(state.engineVersion()).isEqualTo(4);
    }

    @Test
    void refusesWhatItCannotRead() {
        for (String text : Arrays.asList("{\"a\":1}", "AAAA", "no base64 at all")) {
            assertThatThrownBy(() -> PipelineState.decodeRow(text, PLACE))
                    .isInstanceOfSatisfying(DltException.class, e -> {
                        assertThat(e.code()).isEqualTo(StateError.STATE_INVALID);
                        assertThat(e.getMessage()).contains("_dlt_pipeline_state of dataset 'd' at file:///lake ");
                        assertThat(e.nextStep()).contains("row").contains("file");
                    });
        }
        assertThatThrownBy(() -> PipelineState.parse(
                        "{\"_state_version\":2,\"_state_engine_version\":5,\"pipeline_name\":\"p\"}"))
                .isInstanceOfSatisfying(
                        DltException.class, e -> assertThat(e.code()).isEqualTo(StateError.STATE_ENGINE_UNSUPPORTED));
    }
}
