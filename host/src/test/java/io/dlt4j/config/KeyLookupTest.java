package io.dlt4j.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class KeyLookupTest {

    private static final List<List<String>> PATHS = LookupPaths.of(List.of("ns1"), List.of(), null);

    @Test
    @DisplayName("P-45: stops at the first value")
    void stopsAtFirstValue() {
        Recording provider = new Recording(Map.of("PIPE.key", "v"));
        KeyLookup.Hit hit = new KeyLookup(List.of(provider), Optional.of("PIPE")).find("key", false, PATHS);
        assertThat(provider.asked).containsExactly("PIPE.ns1.key", "PIPE.key");
        assertThat(hit.value()).isEqualTo("v");
        assertThat(hit.key()).isEqualTo(new TriedKey("Recording", "PIPE.key"));
    }

    @Test
    @DisplayName("P-46: asks with the pipeline, then without it")
    void asksTwice() {
        Recording provider = new Recording(Map.of());
        KeyLookup.Hit hit = new KeyLookup(List.of(provider), Optional.of("PIPE")).find("key", false, PATHS);
        assertThat(provider.asked).containsExactly("PIPE.ns1.key", "PIPE.key", "ns1.key", "key");
        assertThat(hit.value()).isNull();
    }

    @Test
    void ignoresEmptySections() {
        Recording provider = new Recording(Map.of());
        new KeyLookup(List.of(provider), Optional.empty())
                .find("bucket_url", false, LookupPaths.of(List.of("destination", "", "fs"), List.of(), null));
        assertThat(provider.asked)
                .containsExactly(
                        "destination.fs.bucket_url", "destination.bucket_url", "destination.bucket_url", "bucket_url");
    }

    private static final class Recording implements ConfigProvider {

        private final Map<String, String> values;
        private final List<String> asked = new ArrayList<>();

        private Recording(Map<String, String> values) {
            this.values = values;
        }

        @Override
        public String name() {
            return "Recording";
        }

        @Override
        public boolean holdsSecrets() {
            return true;
        }

        @Override
        public boolean isEmpty() {
            return false;
        }

        @Override
        public String key(List<String> path) {
            return String.join(".", path);
        }

        @Override
        public @Nullable Object find(List<String> path, boolean secret) {
            asked.add(key(path));
            return values.get(key(path));
        }

        @Override
        public List<String> locations() {
            return List.of();
        }
    }
}
