package io.dlt4j.config;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Values that {@code init} writes where a user has to write their own. Using one works, and is warned about. */
final class Placeholder {

    private static final String TIMESTAMP = "1768-07-21T02:56:07.000003Z";
    private static final String DATE = "1768-07-21";
    private static final Set<String> TEXTS = Set.of("<configure me>", TIMESTAMP, DATE);

    private Placeholder() {}

    static void warnAbout(String field, @Nullable Object value, TriedKey key, @Nullable ConfigProvider provider) {
        if (value == null || !isPlaceholder(value)) {
            return;
        }
        List<String> files = provider == null ? List.of() : provider.presentLocations();
        String places = files.stream()
                .map(file -> "\n\t- " + Path.of(file).toAbsolutePath())
                .collect(Collectors.joining());
        LoggerFactory.getLogger(Placeholder.class)
                .warn(
                        "Placeholder value encountered when resolving config or secret:\n"
                                + "resolved_key: {}, value:{}, section: {}\n"
                                + "Most likely, this comes from `init`-command, which creates basic templates for"
                                + " non-complex configs and secrets. The provider to adjust is {}{}{}",
                        field,
                        ValueText.of(value),
                        key.key(),
                        key.provider(),
                        places.isEmpty() ? "." : " at one of these locations:",
                        places);
    }

    private static boolean isPlaceholder(Object value) {
        if (value instanceof OffsetDateTime time) {
            return time.isEqual(OffsetDateTime.parse(TIMESTAMP));
        }
        return value instanceof String text && TEXTS.contains(text)
                || value instanceof LocalDate && value.equals(LocalDate.parse(DATE));
    }
}
