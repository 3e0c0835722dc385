package io.dlt4j.config;

import io.dlt4j.api.error.DltException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The providers in the order in which they are asked; those that are configured themselves are made at the first look-up. */
final class Providers {

    private final List<ConfigProvider> first;
    private final Supplier<List<ConfigProvider>> configured;
    private final List<ConfigProvider> last;
    private volatile @Nullable List<ConfigProvider> all;

    /**
     * @param first asked first, and asked what others there are
     * @param configured those others
     * @param last asked last
     */
    Providers(List<ConfigProvider> first, Supplier<List<ConfigProvider>> configured, List<ConfigProvider> last) {
        this.first = List.copyOf(first);
        this.configured = configured;
        this.last = List.copyOf(last);
        requireDifferent(first, last);
    }

    static Providers of(List<ConfigProvider> providers) {
        return new Providers(providers, List::of, List.of());
    }

    List<ConfigProvider> all() {
        List<ConfigProvider> made = all;
        if (made == null) {
            synchronized (this) {
                made = all;
                if (made == null) {
                    List<ConfigProvider> more = configured.get();
                    requireDifferent(more, last);
                    made = joined(joined(first, more), last);
                    all = made;
                }
            }
        }
        return made;
    }

    private static List<ConfigProvider> joined(List<ConfigProvider> before, List<ConfigProvider> after) {
        List<ConfigProvider> joined = new ArrayList<>(before);
        joined.addAll(after);
        return List.copyOf(joined);
    }

    private static void requireDifferent(List<ConfigProvider> before, List<ConfigProvider> after) {
        Set<String> names = new HashSet<>();
        for (ConfigProvider provider : joined(before, after)) {
            if (!names.add(provider.name())) {
                throw new DltException(
                        ConfigError.CONFIG_PROVIDER_DUPLICATE,
                        "There are two configuration providers with the name '" + provider.name() + "'.",
                        "Give the one that was added a name of its own, or add it once.");
            }
        }
    }
}
