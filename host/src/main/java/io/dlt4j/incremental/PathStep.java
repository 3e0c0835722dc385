package io.dlt4j.incremental;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One step of a {@link CursorPath} through trees of maps and lists. */
sealed interface PathStep {

    /** Stands for nothing found, where null may be a value. */
    Object MISSING = new Object();

    /** The first value that the steps from {@code at} on reach below {@code tree}, or {@link #MISSING}. */
    static @Nullable Object first(@Nullable Object tree, List<PathStep> steps, int at) {
        return at == steps.size() ? tree : steps.get(at).firstBelow(tree, steps, at + 1);
    }

    /** The first value that this step and then those from {@code next} on reach, or {@link #MISSING}. */
    @Nullable
    Object firstBelow(@Nullable Object tree, List<PathStep> steps, int next);

    /** As {@link #first}, from several trees in turn. */
    private static @Nullable Object firstOf(Iterable<?> trees, List<PathStep> steps, int at) {
        for (Object tree : trees) {
            Object found = first(tree, steps, at);
            if (found != MISSING) {
                return found;
            }
        }
        return MISSING;
    }

    /**
     * A field of an object.
     *
     * @param name the field's name
     */
    record Field(String name) implements PathStep {
        @Override
        public @Nullable Object firstBelow(@Nullable Object tree, List<PathStep> steps, int next) {
            return tree instanceof Map<?, ?> map && map.containsKey(name) ? first(map.get(name), steps, next) : MISSING;
        }
    }

    /** All fields of an object, in their order. */
    record AllFields() implements PathStep {
        @Override
        public @Nullable Object firstBelow(@Nullable Object tree, List<PathStep> steps, int next) {
            return tree instanceof Map<?, ?> map ? firstOf(map.values(), steps, next) : MISSING;
        }
    }

    /**
     * An element of a list.
     *
     * @param index from 0, or from the end if negative
     */
    record Element(int index) implements PathStep {
        @Override
        public @Nullable Object firstBelow(@Nullable Object tree, List<PathStep> steps, int next) {
            if (tree instanceof List<?> list) {
                int at = index < 0 ? list.size() + index : index;
                return at >= 0 && at < list.size() ? first(list.get(at), steps, next) : MISSING;
            }
            return MISSING;
        }
    }

    /** All elements of a list; something else counts as the one element of a list, as in the reference's library. */
    record AllElements() implements PathStep {
        @Override
        public @Nullable Object firstBelow(@Nullable Object tree, List<PathStep> steps, int next) {
            if (tree instanceof List<?> list) {
                return firstOf(list, steps, next);
            }
            return tree == null ? MISSING : first(tree, steps, next);
        }
    }

    /** The value itself and all that is nested in it, what is nearer to the root first. */
    record Descendants() implements PathStep {
        @Override
        public @Nullable Object firstBelow(@Nullable Object tree, List<PathStep> steps, int next) {
            Object found = first(tree, steps, next);
            Iterable<?> children =
                    tree instanceof Map<?, ?> map ? map.values() : tree instanceof List<?> list ? list : List.of();
            for (Object child : children) {
                if (found != MISSING) {
                    return found;
                }
                found = firstBelow(child, steps, next);
            }
            return found;
        }
    }
}
