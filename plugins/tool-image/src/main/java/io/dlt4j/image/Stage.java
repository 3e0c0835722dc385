package io.dlt4j.image;

import java.util.List;
import java.util.Locale;

/** What an image is for. */
enum Stage {
    EXTRACT("extract"),
    NORMALIZE("normalize"),
    LOAD("load"),
    ALL("extract", "normalize", "load");

    private final List<String> commands;

    Stage(String... commands) {
        this.commands = List.of(commands);
    }

    static Stage of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** The commands that run in the image, in the order in which they may follow each other. */
    List<String> commands() {
        return commands;
    }

    /** Whether it connects to a destination; the other stages know destinations only by what their thin jars say. */
    boolean opensDestinations() {
        return commands.contains("load");
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
