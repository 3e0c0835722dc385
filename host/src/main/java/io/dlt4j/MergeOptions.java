package io.dlt4j;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.DataType;
import io.dlt4j.api.schema.MergeStrategy;
import io.dlt4j.api.schema.TableSchema;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.Optional;

/**
 * How rows are merged into what a table holds already. Immutable.
 *
 * <p>{@link #defaultStrategy} leaves the choice to the destination, whose first strategy is used when the rows are loaded.
 */
public final class MergeOptions {

    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendPattern("[XXX][X]")
            .optionalEnd()
            .toFormatter(Locale.ROOT);

    private static final MergeOptions DEFAULT =
            new MergeOptions(Optional.empty(), false, Optional.empty(), ValidityColumns.DEFAULT);

    private final Optional<MergeStrategy> strategy;
    private final boolean deduplicated;
    private final Optional<Boundary> boundary;
    private final ValidityColumns validity;

    private MergeOptions(
            Optional<MergeStrategy> strategy,
            boolean deduplicated,
            Optional<Boundary> boundary,
            ValidityColumns validity) {
        this.strategy = strategy;
        this.deduplicated = deduplicated;
        this.boundary = boundary;
        this.validity = validity;
    }

    /** The time given as the boundary between versions; empty stands for the reference's explicit null. */
    private record Boundary(Optional<String> timestamp) {}

    private record ValidityColumns(String from, String to, Optional<String> activeRecord, String rowVersion) {

        static final ValidityColumns DEFAULT =
                new ValidityColumns("_dlt_valid_from", "_dlt_valid_to", Optional.empty(), "_dlt_id");
    }

    /** Merges with the destination's first strategy. */
    public static MergeOptions defaultStrategy() {
        return DEFAULT;
    }

    /** Merges with that strategy. */
    public static MergeOptions of(MergeStrategy strategy) {
        return new MergeOptions(
                Optional.of(requireNonNull(strategy, "strategy is null")),
                false,
                Optional.empty(),
                ValidityColumns.DEFAULT);
    }

    /** Deletes the rows with the keys of the new ones, then inserts the new ones. */
    public static MergeOptions deleteInsert() {
        return of(MergeStrategy.DELETE_INSERT);
    }

    /** Updates rows with the primary keys of the new ones, and inserts the others. */
    public static MergeOptions upsert() {
        return of(MergeStrategy.UPSERT);
    }

    /** Inserts rows whose primary keys are not there. */
    public static MergeOptions insertOnly() {
        return of(MergeStrategy.INSERT_ONLY);
    }

    /** Keeps every version of a row with the time that it was valid in. */
    public static MergeOptions scd2() {
        return of(MergeStrategy.SCD2);
    }

    /** A copy that trusts the rows of one load to have each key once, and does not look for duplicates. */
    public MergeOptions deduplicated() {
        return new MergeOptions(strategy, true, boundary, validity);
    }

    /** A copy with other names than {@code _dlt_valid_from} and {@code _dlt_valid_to}; for {@code scd2}. */
    public MergeOptions validityColumns(String from, String to) {
        return with(new ValidityColumns(
                requireNonNull(from, "from is null"),
                requireNonNull(to, "to is null"),
                validity.activeRecord(),
                validity.rowVersion()));
    }

    /**
     * A copy in which active versions end at that time instead of null; for {@code scd2}.
     *
     * @param timestamp an ISO date or date and time, for example {@code 9999-12-31}
     * @throws DltException if it is none
     */
    public MergeOptions activeRecordTimestamp(String timestamp) {
        return with(new ValidityColumns(
                validity.from(),
                validity.to(),
                Optional.of(requireTimestamp("active_record_timestamp", timestamp)),
                validity.rowVersion()));
    }

    /** A copy that finds changed rows by a column of the data instead of a hash over the row; for {@code scd2}. */
    public MergeOptions rowVersionColumn(String column) {
        return with(new ValidityColumns(
                validity.from(), validity.to(), validity.activeRecord(), requireNonNull(column, "column is null")));
    }

    /**
     * A copy in which versions end and begin at that time instead of the time of the load; for {@code scd2}.
     *
     * @param timestamp an ISO date or date and time
     * @throws DltException if it is none
     */
    public MergeOptions boundaryTimestamp(String timestamp) {
        Boundary given = new Boundary(Optional.of(requireTimestamp("boundary_timestamp", timestamp)));
        return new MergeOptions(strategy, deduplicated, Optional.of(given), validity);
    }

    /** A copy that forgets a boundary given in an earlier run; for {@code scd2}. */
    public MergeOptions withoutBoundaryTimestamp() {
        return new MergeOptions(strategy, deduplicated, Optional.of(new Boundary(Optional.empty())), validity);
    }

    private MergeOptions with(ValidityColumns columns) {
        return new MergeOptions(strategy, deduplicated, boundary, columns);
    }

    /** The strategy that was chosen; empty for the destination's first. */
    public Optional<MergeStrategy> strategy() {
        return strategy;
    }

    /** Writes the properties and columns that a schema has for these options. */
    void describe(TableSchema.Builder table) {
        strategy.ifPresent(chosen -> table.property("x-merge-strategy", chosen.text()));
        if (deduplicated) {
            table.property("x-stage-data-deduplicated", true);
        }
        if (strategy.equals(Optional.of(MergeStrategy.SCD2))) {
            describeVersions(table);
        }
    }

    private void describeVersions(TableSchema.Builder table) {
        boundary.ifPresent(given ->
                table.property("x-boundary-timestamp", given.timestamp().orElse(null)));
        table.column(ColumnSchema.of(validity.from(), DataType.TIMESTAMP).toBuilder()
                .property("x-valid-from", true)
                .build());
        table.column(ColumnSchema.of(validity.to(), DataType.TIMESTAMP).toBuilder()
                .property("x-valid-to", true)
                .property("x-active-record-timestamp", validity.activeRecord().orElse(null))
                .build());
        table.column(ColumnSchema.builder(validity.rowVersion())
                .nullable(false)
                .property("x-row-version", true)
                .property("unique", false)
                .property("row_key", false)
                .build());
    }

    private static String requireTimestamp(String option, String text) {
        try {
            ISO.parseBest(text.replace(' ', 'T'), OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
            return text;
        } catch (DateTimeException e) {
            throw new DltException(
                    PipelineError.PIPELINE_HINT_INVALID,
                    "Could not parse `" + option + "` value `" + text + "`.",
                    "Give an ISO date or date and time, for example 9999-12-31 or 2024-01-01T00:00:00Z.",
                    e);
        }
    }
}
