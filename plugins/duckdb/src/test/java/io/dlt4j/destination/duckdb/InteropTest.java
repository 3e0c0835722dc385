package io.dlt4j.destination.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dlt4j.Incremental;
import io.dlt4j.NormalizeInfo;
import io.dlt4j.Pipeline;
import io.dlt4j.Resource;
import io.dlt4j.Source;
import io.dlt4j.incremental.CursorState;
import io.dlt4j.pack.PipelineState;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dataset that the reference wrote in two runs ({@code interop/}): its state is restored, and its cursors go on. */
class InteropTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path home;

    @BeforeEach
    void copyDataset() throws IOException {
        try (InputStream in = resource("interop.duckdb")) {
            Files.copy(in, home.resolve("interop.duckdb"));
        }
    }

    @Test
    void restoresTheStateOfCursors() throws IOException {
        Pipeline pipeline = pipeline();
        pipeline.sync();
        PipelineState state =
                PipelineState.parse(Files.readString(pipeline.workingDirectory().resolve("state.json")));
        assertThat(state.version()).isEqualTo(2);
        assertThat(state.versionHash()).isEqualTo("8AkvyGQ/JUYpfP4vMiBXAtXR4YNreGMjW1uvJKT1778=");
        assertThat(cursor(state, "events", "ts"))
                .isEqualTo(new CursorState(
                        Optional.empty(), Optional.of(3L), List.of("ZLooYgFCJqlX7KSM8E9E"), Optional.of(2L)));
        assertThat(cursor(state, "people", "updated"))
                .isEqualTo(new CursorState(
                        Optional.empty(),
                        Optional.of("2024-01-04T10:00:00Z"),
                        List.of("Cn/dwi436vBbdERZ9hKf"),
                        Optional.of("2024-01-02T10:00:00Z")));
        assertThat(pipeline.schemas()).containsOnlyKeys("crm");
    }

    /** Rows at the last values are known by the reference's hashes: of the key, and of the whole row. */
    @Test
    void goesOnFromTheReferencesHashes() throws IOException {
        JsonNode third = JSON.readTree(
                        Path.of("../../golden/interop-inputs.json").toFile())
                .at("/runs/2");
        Pipeline pipeline = pipeline();
        pipeline.sync();
        pipeline.extract(List.of(Source.of(
                "crm",
                Resource.ofJson("people", third.get("people").toString())
                        .primaryKey("id")
                        .incremental(Incremental.on("updated")),
                Resource.of("events", third.get("events")).incremental(Incremental.on("ts")))));
        NormalizeInfo normalized = pipeline.normalize();
        assertThat(normalized.rowCounts())
                .containsEntry("people", 2L)
                .containsEntry("events", 2L)
                .containsEntry("people__tags", 1L)
                .containsEntry("people__orders", 1L);
    }

    private static CursorState cursor(PipelineState state, String resource, String path) {
        Object stored = state.sourceValue(List.of("crm", "resources", resource, "incremental", path))
                .orElseThrow();
        return CursorState.of((Map<?, ?>) stored);
    }

    private Pipeline pipeline() {
        return Pipeline.named("interop")
                .destination("duckdb")
                .dataset("interop_data")
                .projectDir(home)
                .environment(Map.of("DLT_DATA_DIR", home.resolve("data").toString()))
                .open();
    }

    private static InputStream resource(String name) {
        return java.util.Objects.requireNonNull(
                InteropTest.class.getResourceAsStream("/interop/" + name), "no resource " + name);
    }
}
