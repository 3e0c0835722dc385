package io.dlt4j.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.api.error.DltException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeyLookupTest {

    private static final ConfigProvider DOCUMENT = DocumentProvider.of("document", Map.of("other", 1));

    @Test
    void ignoresEmptySections() {
        KeyLookup.Hit hit = new KeyLookup(Providers.of(List.of(DOCUMENT)), Optional.empty())
                .find(
                        "bucket_url",
                        false,
                        LookupPaths.of(List.of("destination", "", "fs"), List.of(), Optional.empty()));
        assertThat(hit.tried())
                .extracting(TriedKey::key)
                .containsExactly(
                        "destination.fs.bucket_url", "destination.bucket_url", "destination.bucket_url", "bucket_url");
    }

    @Test
    void asksOnceWhereThereAreNoSections() {
        KeyLookup.Hit hit = new KeyLookup(Providers.of(List.of(new Flat(), DOCUMENT)), Optional.of("pipe"))
                .find("key", true, LookupPaths.of(List.of("a", "b"), List.of(), Optional.empty()));
        assertThat(hit.tried())
                .extracting(TriedKey::toString)
                .containsExactly(
                        "(document, pipe.a.b.key)", "(document, pipe.a.key)", "(document, pipe.key)", "(flat, key)");
        assertThat(hit.value()).isEqualTo("key of []");
    }

    @Test
    void leavesEmptyProvidersOut() {
        KeyLookup.Hit hit = new KeyLookup(
                        Providers.of(List.of(DocumentProvider.of("empty", Map.of()), DOCUMENT)), Optional.empty())
                .find("key", false, List.of(List.of()));
        assertThat(hit.tried()).containsExactly(new TriedKey("document", "key"));
    }

    @Test
    void refusesTwoProvidersOfOneName() {
        assertThatThrownBy(() -> Providers.of(List.of(DOCUMENT, DocumentProvider.of("document", Map.of()))))
                .isInstanceOfSatisfying(
                        DltException.class, e -> assertThat(e.code()).isEqualTo(ConfigError.CONFIG_PROVIDER_DUPLICATE))
                .hasMessageContaining("'document'");
    }

    /** Has a value for each name, and knows no sections. */
    private static final class Flat implements ConfigProvider {

        @Override
        public String name() {
            return "flat";
        }

        @Override
        public boolean hasSections() {
            return false;
        }

        @Override
        public Optional<Object> find(ConfigKey key) {
            return Optional.of(key.name() + " of " + key.sections());
        }
    }
}
