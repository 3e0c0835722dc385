package io.dlt4j.extract;

import io.dlt4j.incremental.CursorRun;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which items of a resource are extracted.
 *
 * @param cursor admits items; all if there is none
 * @param limit how many at most, of those that are admitted
 */
public record Selection(Optional<CursorRun> cursor, OptionalLong limit) {

    /** Every item. */
    public static final Selection ALL = new Selection(Optional.empty(), OptionalLong.empty());

    /** Whether enough items were selected, or no further one can be new. */
    public boolean isComplete(long selected) {
        return limit.isPresent() && selected >= limit.getAsLong()
                || cursor.isPresent() && cursor.get().isFinished();
    }
}
