package io.dlt4j.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LookupPathsTest {

    @Test
    void triesCompactLayoutWithOwnSection() {
        assertThat(dotted(LookupPaths.of(
                        List.of("sources", "chess_com", "chess"), List.of(), Optional.of("credentials"))))
                .containsExactly(
                        "sources.chess_com.chess.credentials",
                        "sources.chess_com.credentials",
                        "sources.chess.credentials",
                        "sources.credentials",
                        "credentials");
    }

    @Test
    void triesCompactLayoutWithEmbedded() {
        assertThat(dotted(LookupPaths.of(List.of("sources", "chess_com", "chess"), List.of("inner"), Optional.empty())))
                .containsExactly(
                        "sources.chess_com.chess.inner",
                        "sources.chess_com.chess",
                        "sources.chess.inner",
                        "sources.chess_com",
                        "sources",
                        "");
    }

    @Test
    void replacesOwnSectionByInnermostEmbedded() {
        assertThat(dotted(LookupPaths.ofField(
                        List.of("destination", "postgres"), List.of("credentials"), Optional.empty())))
                .containsExactly("destination.postgres.credentials", "destination.credentials", "credentials");
        assertThat(dotted(LookupPaths.ofField(List.of("destination"), List.of("_hidden"), Optional.empty())))
                .containsExactly("destination", "");
    }

    private static List<String> dotted(List<List<String>> paths) {
        return paths.stream().map(path -> String.join(".", path)).collect(Collectors.toList());
    }
}
