package io.dlt4j;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a run removes before it extracts anew. It has no effect on a source that was never extracted. */
public enum Refresh {
    /** All tables of the source's schema are dropped; its schema and its state start anew. */
    DROP_SOURCES,
    /** The tables of the resources that are extracted are dropped, with those nested in them; their state starts anew. */
    DROP_RESOURCES,
    /** The tables of the resources that are extracted are emptied, with those nested in them; their state starts anew. */
    DROP_DATA;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** The form in configurations, for example {@code drop_sources}. */
    public String text() {
        return text;
    }

    /** The mode of that text. */
    public static Optional<Refresh> find(String text) {
        return Arrays.stream(values()).filter(mode -> mode.text.equals(text)).findFirst();
    }

    /** Whether tables are dropped. */
    boolean drops() {
        return this != DROP_DATA;
    }

    static List<String> texts() {
        return Arrays.stream(values()).map(Refresh::text).toList();
    }
}
