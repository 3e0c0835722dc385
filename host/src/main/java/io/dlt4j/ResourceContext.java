package io.dlt4j;

import io.dlt4j.incremental.CursorRun;
import java.util.Optional;

/** What a resource is told when its items are asked for. Used by the thread that extracts. */
public final class ResourceContext {

    private final Optional<CursorRun> cursor;
    private final ResourceState state;
    private final ResourceState sourceState;

    ResourceContext(Optional<CursorRun> cursor, ResourceState state, ResourceState sourceState) {
        this.cursor = cursor;
        this.state = state;
        this.sourceState = sourceState;
    }

    /** What this resource remembers. */
    public ResourceState state() {
        return state;
    }

    /** What the resources of the source remember together. */
    public ResourceState sourceState() {
        return sourceState;
    }

    /**
     * From where on the cursor wants items, lag included: what to ask a service for. Items from before may come and are left
     * out. Empty without {@link Incremental}, and on a first run without an initial value.
     */
    public Optional<Object> startValue() {
        return cursor.flatMap(CursorRun::startValue);
    }

    /** The newest cursor value so far; moves while items are extracted. */
    public Optional<Object> lastValue() {
        return cursor.flatMap(CursorRun::lastValue);
    }

    /** Up to where the cursor wants items, if a range is loaded. */
    public Optional<Object> endValue() {
        return cursor.flatMap(run -> run.settings().endValue());
    }
}
