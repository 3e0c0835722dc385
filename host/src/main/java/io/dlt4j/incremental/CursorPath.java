package io.dlt4j.incremental;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.error.DltException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where in an item its cursor value is: the name of a field, or a path in JSONPath: {@code a.b}, {@code a['b c']}, {@code a[0].b},
 * {@code a[*].b}, {@code a.*}, {@code a..b}, each optionally after {@code $.}. Of several values the first one counts.
 *
 * <p>Immutable and thread-safe.
 */
public final class CursorPath {

    private final String text;
    private final List<PathStep> steps;

    private CursorPath(String text, List<PathStep> steps) {
        this.text = text;
        this.steps = steps;
    }

    /**
     * Reads a path.
     *
     * @throws DltException if it is none, or uses filters, slices, unions or functions
     */
    public static CursorPath parse(String text) {
        return new CursorPath(text, new PathParser(requireNonNull(text, "text is null")).steps());
    }

    /** As given; the state's key. */
    public String text() {
        return text;
    }

    /** The field, if the path is nothing but its name. */
    public Optional<String> field() {
        return steps.size() == 1 && steps.get(0) instanceof PathStep.Field field && !text.startsWith("$")
                ? Optional.of(field.name())
                : Optional.empty();
    }

    /** The field of the item that the path begins with; empty if more of the item is needed. */
    Optional<String> firstField() {
        return !steps.isEmpty() && steps.get(0) instanceof PathStep.Field field
                ? Optional.of(field.name())
                : Optional.empty();
    }

    /** What the path finds in an item, or {@link PathStep#MISSING}. */
    @Nullable
    Object find(@Nullable Object item) {
        return PathStep.first(item, steps, 0);
    }

    /** As {@link #find}, in the value of {@link #firstField}. */
    @Nullable
    Object findBelowFirst(@Nullable Object value) {
        return PathStep.first(value, steps, 1);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CursorPath that && that.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
