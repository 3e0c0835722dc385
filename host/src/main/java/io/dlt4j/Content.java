package io.dlt4j;

import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Where a resource's items come from. */
sealed interface Content {

    /**
     * Java objects.
     *
     * @param iterator makes an iterator over them
     */
    record Items(Supplier<? extends Iterator<?>> iterator) implements Content {}

    /**
     * JSON text.
     *
     * @param json an array of items, or values
     */
    record Text(String json) implements Content {}

    /**
     * Files, globs, directories or {@code -}.
     *
     * @param sources as on the command line
     */
    record Files(List<String> sources) implements Content {}

    /**
     * Other content with a step applied to its single items.
     *
     * @param content the items before
     * @param step the step
     */
    record Transformed(Content content, Function<Stream<Object>, Stream<?>> step) implements Content {}
}
