package io.dlt4j.incremental;

import io.dlt4j.api.error.DltException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of a cursor over the items of a resource: tells which are new, and what to remember. Not thread-safe.
 *
 * <p>The rules are those of dlt 1.26. An item is new if its value lies beyond the start value, whatever the order in which items
 * come; one at the start value is new unless the last run had it.
 */
public final class CursorRun {

    private static final Logger LOG = LoggerFactory.getLogger(CursorRun.class);

    /** From so many rows with one cursor value on, the cursor may not be fine enough. */
    private static final int MANY_HASHES = 200;

    private final CursorSettings settings;
    private final String resource;
    private final CursorState before;
    private final ItemView view;
    private final boolean deduplicated;
    private final Set<String> startHashes;
    private final RememberedRows remembered;
    private @Nullable Object start;
    private @Nullable Object last;
    private @Nullable Object end;
    private boolean adapted;
    private boolean met;
    private boolean survived;
    private boolean finished;

    private CursorRun(CursorSettings settings, String resource, RowKey key, CursorState before) {
        this.settings = settings;
        this.resource = resource;
        this.before = before;
        this.view = new ItemView(settings.path(), key);
        this.deduplicated = settings.isDeduplicated();
        this.startHashes = Set.copyOf(before.uniqueHashes());
        this.remembered = new RememberedRows(before.uniqueHashes());
        this.start = startValue(settings, before);
        this.last = start;
        this.end = settings.endValue().orElse(null);
    }

    /**
     * Begins a run.
     *
     * @param resource the name of the resource, for messages
     * @param resourceKey the fields of its primary key, which find duplicates if the settings name no others
     * @param stored what the cursor remembers, if it ever ran
     * @throws DltException if the settings contradict each other, or the lag cannot be applied
     */
    public static CursorRun begin(
            CursorSettings settings, String resource, List<String> resourceKey, Optional<CursorState> stored) {
        requireRange(settings, resource);
        boolean past = settings.endValue().isPresent();
        CursorState before = past || stored.isEmpty() ? CursorState.initial(settings.initialValue()) : stored.get();
        boolean keyed = settings.isDeduplicated();
        RowKey key = keyed ? settings.key().orElseGet(() -> RowKey.of(resourceKey)) : RowKey.WHOLE_ROW;
        if (settings.lag() != 0 && !settings.hasLag()) {
            LOG.warn(
                    "resource '{}': the lag of cursor '{}' is ignored, it needs max or min and no end value",
                    resource,
                    settings.path());
        }
        return new CursorRun(settings, resource, key, before);
    }

    private static void requireRange(CursorSettings settings, String resource) {
        if (settings.endValue().isEmpty()) {
            return;
        }
        Object end = settings.endValue().get();
        String problem;
        if (settings.initialValue().isEmpty()) {
            problem = "has an end value and no initial value";
        } else {
            Object initial = settings.initialValue().get();
            try {
                if (CursorValues.equal(settings.lastValue().of(end, initial), end)) {
                    return;
                }
                problem = "ends at '" + end + "', before its initial value '" + initial + "'";
            } catch (IncomparableException e) {
                problem = "ends at '" + end + "', which cannot be compared with its initial value '" + initial + "'";
            }
        }
        throw new DltException(
                IncrementalError.INCREMENTAL_RANGE_INVALID,
                "Resource " + resource + ": the cursor '" + settings.path() + "' " + problem + ".",
                "Give both ends of the range, of one type and in the order of the cursor; with min the initial value is"
                        + " the greater one.");
    }

    private static @Nullable Object startValue(CursorSettings settings, CursorState before) {
        Optional<Object> last = before.lastValue();
        return last.isPresent() && settings.hasLag() ? Lag.start(settings, last.get()) : last.orElse(null);
    }

    /** The object to read items with. */
    public ItemView view() {
        return view;
    }

    /** Whether no further item can be new, by the order that was promised. */
    public boolean isFinished() {
        return finished;
    }

    /** The value that this run begins with, with the lag applied; empty if everything is new. */
    public Optional<Object> startValue() {
        return Optional.ofNullable(start);
    }

    /** The newest value so far. */
    public Optional<Object> lastValue() {
        return Optional.ofNullable(last);
    }

    /** The settings. */
    public CursorSettings settings() {
        return settings;
    }

    /**
     * Whether the item at hand, read and located, is new.
     *
     * @throws DltException if it has no cursor value, or one that cannot be compared, or lacks its key
     */
    public boolean admit() {
        met = true;
        Object value = view.hasCursor() ? view.cursor() : null;
        boolean admitted;
        if (value == null) {
            admitted = admitMissing();
        } else {
            try {
                admitted = admit(value);
            } catch (IncomparableException e) {
                throw incomparable(e);
            }
        }
        survived |= admitted;
        return admitted;
    }

    private boolean admitMissing() {
        return switch (settings.onMissing()) {
            case INCLUDE -> true;
            case EXCLUDE -> false;
            case RAISE -> throw missing();
        };
    }

    private boolean admit(Object value) {
        adapt(value);
        LastValue function = settings.lastValue();
        if (end != null && isBeyondEnd(value, end)) {
            finished |= settings.rowOrder() == RowOrder.ASCENDING;
            return false;
        }
        Object next = last == null ? function.of(value) : function.of(value, last);
        if (last == null || !CursorValues.equal(next, last)) {
            last = next;
            if (deduplicated) {
                remembered.restart(view);
            }
            return true;
        }
        return admitKnown(value, last);
    }

    private boolean isBeyondEnd(Object value, Object endValue) {
        LastValue function = settings.lastValue();
        return !CursorValues.equal(function.of(value, endValue), endValue)
                || settings.rangeEnd() == Bound.OPEN && CursorValues.equal(function.of(value), endValue);
    }

    /** An item that does not move the last value: new if it lies beyond the start value, or at it and not seen before. */
    private boolean admitKnown(Object value, Object lastValue) {
        LastValue function = settings.lastValue();
        Object alone = function.of(value);
        if (start != null && CursorValues.equal(function.of(value, start), start)) {
            boolean atStart = CursorValues.equal(alone, start);
            if (!atStart || settings.rangeStart() == Bound.OPEN) {
                finished |= settings.rowOrder() == RowOrder.DESCENDING;
                return false;
            }
            if (deduplicated && startHashes.contains(remembered.hash(view))) {
                return false;
            }
        }
        if (deduplicated && CursorValues.equal(alone, lastValue)) {
            remembered.add(view);
        }
        return true;
    }

    /** The first item decides whether date-times have an offset; values from elsewhere follow it. */
    private void adapt(Object value) {
        if (adapted) {
            return;
        }
        adapted = true;
        Object adaptedStart = start == null ? null : CursorValues.withAwarenessOf(value, start);
        Object adaptedEnd = end == null ? null : CursorValues.withAwarenessOf(value, end);
        if (adaptedStart != start || adaptedEnd != end) {
            LOG.warn(
                    "resource '{}': the values of cursor '{}' have {} offset, unlike its initial, last or end value,"
                            + " which are taken as UTC",
                    resource,
                    settings.path(),
                    value instanceof java.time.OffsetDateTime ? "an" : "no");
        }
        start = adaptedStart;
        last = adaptedStart;
        end = adaptedEnd;
    }

    /** What to remember after this run; empty for a range of the past. */
    public Optional<CursorState> state() {
        if (settings.endValue().isPresent()) {
            return Optional.empty();
        }
        if (!met) {
            return Optional.of(before);
        }
        List<String> hashes = deduplicated ? remembered.hashes() : List.of();
        if (hashes.size() > MANY_HASHES) {
            LOG.warn(
                    "resource '{}': {} rows have the newest value of cursor '{}'; a finer cursor, or none that is"
                            + " deduplicated, keeps the state small",
                    resource,
                    hashes.size(),
                    settings.path());
        }
        Optional<Object> startValue = survived ? before.lastValue() : before.startValue();
        return Optional.of(new CursorState(before.initialValue(), newest(), hashes, startValue));
    }

    /** With a lag the run began before the stored value, and may not have come that far again. */
    private Optional<Object> newest() {
        if (last == null || before.lastValue().isEmpty() || !settings.hasLag()) {
            return Optional.ofNullable(last);
        }
        Object stored = CursorValues.withAwarenessOf(last, before.lastValue().get());
        try {
            return Optional.of(settings.lastValue().of(last, stored));
        } catch (IncomparableException e) {
            throw incomparable(e);
        }
    }

    private DltException missing() {
        boolean isNull = view.hasCursor();
        return new DltException(
                isNull ? IncrementalError.INCREMENTAL_CURSOR_NULL : IncrementalError.INCREMENTAL_CURSOR_MISSING,
                view.place() + ": the item has " + (isNull ? "null" : "nothing") + " at the cursor path '"
                        + settings.path() + "'.",
                "Correct the path or the data, or choose in Java with Incremental.onMissing to include or exclude such items.");
    }

    private DltException incomparable(IncomparableException values) {
        return new DltException(
                IncrementalError.INCREMENTAL_CURSOR_INCOMPARABLE,
                view.place() + ": the cursor '" + settings.path() + "' of resource '" + resource + "' has '"
                        + values.value() + "' (" + KindNames.of(values.value()) + "), which cannot be compared with '"
                        + values.other() + "' (" + KindNames.of(values.other())
                        + ") of earlier items, of the state or of the settings.",
                "Bring the values to one type, in Java with Resource.map, or give initial and end value in the type of the data"
                        + (settings.hasLag() ? "; a lag keeps only ISO texts that are separated by T." : "."));
    }
}
