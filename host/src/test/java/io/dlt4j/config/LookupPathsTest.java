package io.dlt4j.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LookupPathsTest {

    @Test
    @DisplayName("P-30: the own section stays, those before it go one by one")
    void keepsOwnSection() {
        assertThat(dotted(LookupPaths.of(List.of("sources", "chess"), List.of(), "credentials")))
                .containsExactly("sources.chess.credentials", "sources.credentials", "credentials");
    }

    @Test
    @DisplayName("P-31: embedded sections go before explicit ones")
    void dropsEmbeddedFirst() {
        assertThat(dotted(LookupPaths.of(List.of("sources", "chess"), List.of("api_config", "retry"), null)))
                .containsExactly(
                        "sources.chess.api_config.retry", "sources.chess.api_config", "sources.chess", "sources", "");
    }

    @Test
    @DisplayName("P-32: the compact layout of sources comes third")
    void triesCompactLayout() {
        assertThat(dotted(LookupPaths.of(List.of("sources", "chess_com", "chess"), List.of(), null)))
                .containsExactly("sources.chess_com.chess", "sources.chess_com", "sources.chess", "sources", "");
    }

    @Test
    @DisplayName("P-33: destinations have no compact layout")
    void knowsNoCompactLayoutOfDestinations() {
        assertThat(dotted(LookupPaths.of(List.of("destination", "bigquery", "my_dest"), List.of(), null)))
                .containsExactly("destination.bigquery.my_dest", "destination.bigquery", "destination", "");
    }

    @Test
    void triesCompactLayoutWithOwnSection() {
        assertThat(dotted(LookupPaths.of(List.of("sources", "chess_com", "chess"), List.of(), "credentials")))
                .containsExactly(
                        "sources.chess_com.chess.credentials",
                        "sources.chess_com.credentials",
                        "sources.chess.credentials",
                        "sources.credentials",
                        "credentials");
    }

    @Test
    void triesCompactLayoutWithEmbedded() {
        assertThat(dotted(LookupPaths.of(List.of("sources", "chess_com", "chess"), List.of("inner"), null)))
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
        assertThat(dotted(LookupPaths.ofField(List.of("destination", "postgres"), List.of("credentials"))))
                .containsExactly("destination.postgres.credentials", "destination.credentials", "credentials");
        assertThat(dotted(LookupPaths.ofField(List.of("destination"), List.of("_hidden"))))
                .containsExactly("destination", "");
    }

    private static List<String> dotted(List<List<String>> paths) {
        return paths.stream().map(path -> String.join(".", path)).collect(Collectors.toList());
    }
}
