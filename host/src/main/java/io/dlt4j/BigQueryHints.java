package io.dlt4j;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.WriteDisposition;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What BigQuery alone understands of a table: partitions, clusters, how decimals are rounded, description, labels, how long it lives,
 * and how rows get in. Immutable. Other destinations pass these hints over.
 *
 * <p>They shape a table when it is created, and not one that is there. Names of columns are those of the data.
 */
public final class BigQueryHints {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ssxxx", Locale.ROOT);

    private final Builder values;

    private BigQueryHints(Builder values) {
        this.values = values;
    }

    /** Starts with nothing said. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * A copy of the resource with these hints added to its own.
     *
     * @throws DltException if rows are to be streamed, and the resource does not append
     */
    public Resource on(Resource resource) {
        if (values.streaming && resource.hints().writeDisposition() != WriteDisposition.APPEND) {
            throw new DltException(
                    PipelineError.PIPELINE_HINT_INVALID,
                    "Resource '" + resource.name() + "' has the write disposition "
                            + resource.hints().writeDisposition().text()
                            + ", and rows that are streamed can only be appended.",
                    "Leave out streaming, or append.");
        }
        return resource.hints(this::describe);
    }

    private void describe(TableHints.Builder hints) {
        values.partition.ifPresent(name -> mark(hints, name, "x-bigquery-partition"));
        values.range.ifPresent(range -> hints.property("x-bigquery-partition", range));
        if (!values.cluster.isEmpty()) {
            values.cluster.forEach(name -> mark(hints, name, "x-bigquery-cluster"));
            hints.property("x-bigquery-cluster-columns", values.cluster);
        }
        values.halfEven.forEach(name -> mark(hints, name, "x-bigquery-round-half-even"));
        values.halfAway.forEach(name -> mark(hints, name, "x-bigquery-round-half-away-from-zero"));
        values.description.ifPresent(text -> hints.property("x-bigquery-table-description", text));
        values.expiration.ifPresent(time ->
                hints.property("x-bigquery-table-expiration", TIME.format(time.withOffsetSameInstant(ZoneOffset.UTC))));
        if (values.expirationDays.isPresent()) {
            hints.property("x-bigquery-partition-expiration-days", (long) values.expirationDays.getAsInt());
        }
        if (!values.labels.isEmpty()) {
            hints.property("x-bigquery-labels", values.labels);
        }
        if (values.autodetect) {
            hints.property("x-bigquery-autodetect-schema", true);
        }
        if (values.streaming) {
            hints.property("x-insert-api", "streaming").fileFormat("jsonl");
        }
    }

    private static void mark(TableHints.Builder hints, String column, String hint) {
        hints.column(ColumnSchema.builder(column).property(hint, true).build());
    }

    /** Collects {@link BigQueryHints}. Not thread-safe. */
    public static final class Builder {

        private Optional<String> partition = Optional.empty();
        private Optional<Map<String, String>> range = Optional.empty();
        private OptionalInt expirationDays = OptionalInt.empty();
        private List<String> cluster = List.of();
        private List<String> halfEven = List.of();
        private List<String> halfAway = List.of();
        private Optional<String> description = Optional.empty();
        private Optional<OffsetDateTime> expiration = Optional.empty();
        private Map<String, String> labels = Map.of();
        private boolean streaming;
        private boolean autodetect;

        private Builder() {}

        private Builder(Builder other) {
            partition = other.partition;
            range = other.range;
            expirationDays = other.expirationDays;
            cluster = other.cluster;
            halfEven = other.halfEven;
            halfAway = other.halfAway;
            description = other.description;
            expiration = other.expiration;
            labels = other.labels;
            streaming = other.streaming;
            autodetect = other.autodetect;
        }

        /** Splits the table by a column: by days if it is a date or a timestamp, by ranges of 86 400 if it is an integer. */
        public Builder partition(String column) {
            partition = Optional.of(requireNonNull(column, "column is null"));
            range = Optional.empty();
            return this;
        }

        /**
         * Splits the table by an integer column.
         *
         * @param start the first value of the first range
         * @param end the value behind the last range
         * @param interval the width of a range
         */
        public Builder partitionByRange(String column, long start, long end, long interval) {
            if (start >= end || interval <= 0) {
                throw new IllegalArgumentException("no ranges from " + start + " to " + end + " by " + interval);
            }
            partition = Optional.empty();
            range = Optional.of(Map.of(
                    requireNonNull(column, "column is null"),
                    "RANGE_BUCKET({column_name}, GENERATE_ARRAY(" + start + ", " + end + ", " + interval + "))"));
            return this;
        }

        /** Drops a partition so many days after its day. */
        public Builder partitionExpirationDays(int days) {
            if (days <= 0) {
                throw new IllegalArgumentException("days is " + days);
            }
            expirationDays = OptionalInt.of(days);
            return this;
        }

        /** Sorts rows by these columns, the first one first; BigQuery takes four at most. */
        public Builder cluster(String... columns) {
            cluster = List.of(columns);
            return this;
        }

        /** Rounds decimals of these columns to the even neighbour where both are equally near. */
        public Builder roundHalfEven(String... columns) {
            halfEven = List.of(columns);
            return this;
        }

        /** Rounds decimals of these columns away from zero where both neighbours are equally near. */
        public Builder roundHalfAwayFromZero(String... columns) {
            halfAway = List.of(columns);
            return this;
        }

        /** Describes the table. */
        public Builder tableDescription(String text) {
            description = Optional.of(text);
            return this;
        }

        /** Drops the table at that time. */
        public Builder tableExpiration(OffsetDateTime time) {
            expiration = Optional.of(time);
            return this;
        }

        /** Labels the table; dlt has no such hint. */
        public Builder label(String key, String value) {
            Map<String, String> all = new LinkedHashMap<>(labels);
            all.put(requireNonNull(key, "key is null"), requireNonNull(value, "value is null"));
            labels = Collections.unmodifiableMap(all);
            return this;
        }

        /** Streams rows instead of running load jobs: they are there at once, and <em>at least</em> once. */
        public Builder streaming() {
            streaming = true;
            return this;
        }

        /** Lets BigQuery find the columns, objects and lists included, in the first job file. */
        public Builder autodetectSchema() {
            autodetect = true;
            return this;
        }

        /**
         * The hints.
         *
         * @throws IllegalArgumentException if a column is to be rounded in both ways
         */
        public BigQueryHints build() {
            Set<String> both = new HashSet<>(halfEven);
            both.retainAll(halfAway);
            if (!both.isEmpty()) {
                throw new IllegalArgumentException("rounded in both ways: " + both);
            }
            return new BigQueryHints(new Builder(this));
        }
    }
}
