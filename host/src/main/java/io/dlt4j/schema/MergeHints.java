package io.dlt4j.schema;

import io.dlt4j.api.capability.Capabilities;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.MergeStrategy;
import io.dlt4j.api.schema.TableSchema;
import io.dlt4j.api.schema.WriteDisposition;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the hints of a root table say about merging. */
public final class MergeHints {

    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendPattern("[XXX][X]")
            .optionalEnd()
            .toFormatter(Locale.ROOT);

    private MergeHints() {}

    /**
     * How rows are merged into a table: as its hint says, else by the destination's first strategy. Empty if the table is not
     * merged, or if the destination does not do it that way: see {@link #check}.
     */
    public static Optional<MergeStrategy> strategy(TableSchema root, Capabilities destination) {
        List<String> supported = destination.mergeStrategies();
        if (!isMerged(root) || supported.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(root.text("x-merge-strategy").orElse(supported.get(0)))
                .filter(supported::contains)
                .flatMap(MergeStrategy::find);
    }

    /** Whether rows are to be merged into a table. */
    public static boolean isMerged(TableSchema root) {
        return root.writeDisposition().equals(Optional.of(WriteDisposition.MERGE));
    }

    /**
     * Checks that a merged table has what its way of merging needs, and that the destination does it that way. A destination
     * that merges nothing is content with everything: rows are appended there.
     *
     * @throws DltException if something is missing, or if hints contradict each other
     */
    public static void check(TableSchema root, Capabilities destination) {
        if (!isMerged(root) || destination.mergeStrategies().isEmpty()) {
            return;
        }
        MergeStrategy strategy = strategy(root, destination).orElseThrow(() -> unsupported(root, destination));
        boolean needsKey = strategy == MergeStrategy.UPSERT || strategy == MergeStrategy.INSERT_ONLY;
        if (needsKey && !hasKey(root, "primary_key")) {
            throw new DltException(
                    SchemaError.SCHEMA_MERGE_KEY_MISSING,
                    "Table '" + root.name() + "' is merged by '" + strategy.text()
                            + "', which needs a primary key, and has none.",
                    "Give the resource a primary key, or merge by delete-insert.");
        }
        for (String hint : List.of("hard_delete", "dedup_sort")) {
            checkSingle(root, hint);
        }
        boundary(root);
        activeUntil(root);
    }

    private static DltException unsupported(TableSchema root, Capabilities destination) {
        return new DltException(
                SchemaError.SCHEMA_MERGE_STRATEGY_UNSUPPORTED,
                "Table '" + root.name() + "' is merged by '"
                        + root.text("x-merge-strategy")
                                .orElse(destination.mergeStrategies().get(0))
                        + "', which destination '" + destination.type() + "' does not do.",
                "Use one of its strategies: " + String.join(", ", destination.mergeStrategies()) + ".");
    }

    private static void checkSingle(TableSchema root, String hint) {
        List<ColumnSchema> columns = root.columns().values().stream()
                .filter(column -> isGiven(column, hint))
                .toList();
        if (columns.size() > 1) {
            throw new DltException(
                    SchemaError.SCHEMA_MERGE_HINTS_CONFLICT,
                    "Table '" + root.name() + "' has the hint " + hint + " on more than one column: "
                            + columns.stream().map(ColumnSchema::name).toList() + ".",
                    "Leave it on one of them.");
        }
    }

    private static boolean isGiven(ColumnSchema column, String hint) {
        Object value = column.properties().get(hint);
        return value != null && !Boolean.FALSE.equals(value);
    }

    /** Whether a merge finds rows by a key at all; without one it only adds. */
    public static boolean hasKey(TableSchema root) {
        return hasKey(root, "primary_key") || hasKey(root, "merge_key");
    }

    private static boolean hasKey(TableSchema root, String hint) {
        return root.columnWith(hint).isPresent();
    }

    /** The time that the hint {@code x-boundary-timestamp} gives, for versions that end and begin. */
    public static Optional<Instant> boundary(TableSchema root) {
        return root.text("x-boundary-timestamp").map(text -> instant(root, "x-boundary-timestamp", text));
    }

    /** What stands for the end of versions that have not ended; empty for null. */
    public static Optional<Instant> activeUntil(TableSchema root) {
        return root.columnWith("x-valid-to")
                .map(column -> column.properties().get("x-active-record-timestamp"))
                .map(value -> instant(root, "x-active-record-timestamp", value.toString()));
    }

    /** A date, or a date and time; UTC unless it has an offset. */
    private static Instant instant(TableSchema root, String hint, String text) {
        try {
            TemporalAccessor parsed = ISO.parseBest(
                    text.trim().replace(' ', 'T'), OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
            if (parsed instanceof OffsetDateTime time) {
                return time.toInstant();
            }
            return parsed instanceof LocalDateTime time
                    ? time.toInstant(ZoneOffset.UTC)
                    : ((LocalDate) parsed).atStartOfDay().toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new DltException(
                    SchemaError.SCHEMA_MERGE_HINTS_CONFLICT,
                    "Table '" + root.name() + "' has the hint " + hint + " with '" + text + "', which is no time.",
                    "Give an ISO date or date and time, for example 9999-12-31 or 2024-01-01T00:00:00Z.",
                    e);
        }
    }
}
