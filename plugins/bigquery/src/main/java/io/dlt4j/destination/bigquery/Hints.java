package io.dlt4j.destination.bigquery;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.Identifiers;
import io.dlt4j.api.schema.TableSchema;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What a schema says of a table for BigQuery alone, under the names of the reference's adapter. */
final class Hints {

    private static final String PARTITION = "x-bigquery-partition";

    private final TableSchema table;
    private final Identifiers identifiers;

    Hints(TableSchema table, Identifiers identifiers) {
        this.table = requireNonNull(table, "table is null");
        this.identifiers = requireNonNull(identifiers, "identifiers is null");
    }

    boolean autodetectsSchema() {
        return Boolean.TRUE.equals(table.properties().get("x-bigquery-autodetect-schema"));
    }

    boolean isStreamed() {
        return table.text("x-insert-api").filter("streaming"::equals).isPresent();
    }

    Optional<String> description() {
        return table.text("x-bigquery-table-description");
    }

    /** When the table goes. */
    Optional<Instant> expiration() {
        return table.text("x-bigquery-table-expiration").map(text -> {
            try {
                return OffsetDateTime.parse(text.replaceFirst(" ", "T")).toInstant();
            } catch (DateTimeException e) {
                throw invalid(
                        "x-bigquery-table-expiration", "'" + text + "' is no time such as 2030-01-01 00:00:00+00:00");
            }
        });
    }

    /** After how many days a partition goes. */
    OptionalLong partitionExpirationDays() {
        return table.properties().get("x-bigquery-partition-expiration-days") instanceof Number days
                ? OptionalLong.of(days.longValue())
                : OptionalLong.empty();
    }

    Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>();
        if (table.properties().get("x-bigquery-labels") instanceof Map<?, ?> given) {
            given.forEach((key, value) -> labels.put(String.valueOf(key), String.valueOf(value)));
        }
        return labels;
    }

    /** The columns that rows are sorted by. */
    List<String> cluster() {
        List<String> names = new ArrayList<>();
        if (table.properties().get("x-bigquery-cluster-columns") instanceof List<?> given) {
            given.forEach(name -> names.add(column(String.valueOf(name)).name()));
            return names;
        }
        for (ColumnSchema column : table.columns().values()) {
            if ((column.isSet("x-bigquery-cluster") || column.isSet("cluster")) && column.isComplete()) {
                names.add(column.name());
            }
        }
        return names;
    }

    /**
     * The column that splits the table.
     *
     * @param template the reference's expression, if it is not that of the column's type
     */
    record Partition(ColumnSchema column, Optional<String> template) {}

    /** @throws DltException if there are several */
    Optional<Partition> partition() {
        List<Partition> partitions = new ArrayList<>();
        if (table.properties().get(PARTITION) instanceof Map<?, ?> given) {
            given.forEach((name, template) ->
                    partitions.add(new Partition(column(String.valueOf(name)), Optional.of(String.valueOf(template)))));
        }
        for (ColumnSchema column : table.columns().values()) {
            if ((column.isSet(PARTITION) || column.isSet("partition")) && column.isComplete()) {
                partitions.add(new Partition(column, Optional.empty()));
            }
        }
        if (partitions.size() > 1) {
            throw invalid(
                    PARTITION,
                    "BigQuery partitions by one column, and these have the hint: "
                            + partitions.stream()
                                    .map(partition -> partition.column().name())
                                    .toList());
        }
        return partitions.stream().findFirst();
    }

    /** How BigQuery rounds decimals of a column, as it names the mode. */
    static Optional<String> rounding(ColumnSchema column) {
        if (column.isSet("x-bigquery-round-half-even")) {
            return Optional.of("ROUND_HALF_EVEN");
        }
        return column.isSet("x-bigquery-round-half-away-from-zero")
                ? Optional.of("ROUND_HALF_AWAY_FROM_ZERO")
                : Optional.empty();
    }

    private ColumnSchema column(String name) {
        return table.column(name)
                .or(() -> table.column(identifiers.column(name)))
                .orElseThrow(() -> invalid("x-bigquery hint", "the table has no column '" + name + "'"));
    }

    DltException invalid(String hint, String what) {
        return new DltException(
                BigQueryError.BIGQUERY_HINT_INVALID,
                "Table '" + table.name() + "' has a hint '" + hint + "' that cannot be: " + what + ".",
                "Correct the hints of the resource.");
    }
}
