package io.dlt4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PipelineNameTest {

    @TempDir
    private Path directory;

    @Test
    void isThatOfTheFileInLowerCaseWithUnderscores() {
        assertThat(name("github-events.json")).isEqualTo("github_events");
        assertThat(name("data/Page Views.CSV.gz")).isEqualTo("page_views");
        assertThat(name("v1.2.jsonl.zst")).isEqualTo("v1_2");
        assertThat(name("events")).isEqualTo("events");
        assertThat(name(".hidden")).isEqualTo("hidden");
    }

    @Test
    void isThatOfTheFolder() throws IOException {
        Files.createDirectory(directory.resolve("2024.01"));

        assertThat(name("2024.01")).isEqualTo("2024_01");
        assertThat(name("2024.01/")).isEqualTo("2024_01");
    }

    @Test
    void ofAPatternDoesNotDependOnTheFilesThatMatch() {
        assertThat(name("logs/events-*.json")).isEqualTo("events");
        assertThat(name("logs/*.json")).isEqualTo("logs");
        assertThat(name("logs/**/[0-9]*.json")).isEqualTo("logs");
    }

    @Test
    void fallsBackToTheFolderAboveAndThenToAConstant() {
        assertThat(PipelineName.of("*.json", directory.resolve("Sales"))).isEqualTo("sales");
        assertThat(PipelineName.of("データ.json", directory.resolve("import"))).isEqualTo("import");
        assertThat(PipelineName.of("*", Path.of("/"))).isEqualTo("pipeline");
    }

    @Test
    void ofTheStandardInputIsStdin() {
        assertThat(name("-")).isEqualTo("stdin");
    }

    private String name(String source) {
        return PipelineName.of(source, directory);
    }
}
