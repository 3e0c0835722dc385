package io.dlt4j;

import io.dlt4j.extract.SourceFile;
import io.dlt4j.extract.SourceFiles;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Where a resource's items come from. */
sealed interface Content {

    /** Whether this is JSON or CSV text, which is extracted without making objects of it. */
    default boolean isText() {
        return !(this instanceof Items) && !(this instanceof Transformed);
    }

    /**
     * Java objects.
     *
     * @param iterator makes an iterator over them
     */
    record Items(Function<ResourceContext, ? extends Iterator<?>> iterator) implements Content {}

    /**
     * JSON text.
     *
     * @param json an array of items, or values
     */
    record Text(String json) implements Content {}

    /**
     * Files that were found already.
     *
     * @param finder found them, and opens them
     * @param files in order
     */
    record Found(SourceFiles finder, List<SourceFile> files) implements Content {}

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
