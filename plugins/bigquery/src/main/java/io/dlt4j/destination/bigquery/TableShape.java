package io.dlt4j.destination.bigquery;

import com.google.cloud.bigquery.Clustering;
import com.google.cloud.bigquery.Field;
import com.google.cloud.bigquery.RangePartitioning;
import com.google.cloud.bigquery.Schema;
import com.google.cloud.bigquery.StandardTableDefinition;
import com.google.cloud.bigquery.TableId;
import com.google.cloud.bigquery.TableInfo;
import com.google.cloud.bigquery.TimePartitioning;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.DataType;
import io.dlt4j.api.schema.Identifiers;
import io.dlt4j.api.schema.TableSchema;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a table of a schema is made in BigQuery. */
final class TableShape {

    private static final Pattern RANGE_BUCKET = Pattern.compile(
            "RANGE_BUCKET\\(.*,\\s*GENERATE_ARRAY\\((-?\\d+),\\s*(-?\\d+),\\s*(\\d+)\\)\\)", Pattern.DOTALL);

    /** The reference's range of integers: seconds of five years before 1970 and about twenty after, by days. */
    private static final RangePartitioning.Range SECONDS = range(-172_800_000L, 691_200_000L, 86_400L);

    private final TableSchema table;
    private final Hints hints;

    TableShape(TableSchema table, Identifiers identifiers) {
        this.table = table;
        this.hints = new Hints(table, identifiers);
    }

    Hints hints() {
        return hints;
    }

    /** The columns that BigQuery gets. */
    List<ColumnSchema> columns() {
        return table.columns().values().stream()
                .filter(ColumnSchema::isComplete)
                .toList();
    }

    /** The whole table, to be created. */
    TableInfo create(TableId id) {
        StandardTableDefinition.Builder definition = StandardTableDefinition.newBuilder()
                .setSchema(Schema.of(columns().stream().map(this::field).toList()));
        hints.partition().ifPresent(partition -> partition(definition, partition));
        if (!hints.cluster().isEmpty()) {
            definition.setClustering(
                    Clustering.newBuilder().setFields(hints.cluster()).build());
        }
        TableInfo.Builder info = TableInfo.newBuilder(id, definition.build());
        describe(info);
        return info.build();
    }

    /** Gives a table what is not about its columns. Whether there is anything is the answer. */
    boolean describe(TableInfo.Builder info) {
        hints.description().ifPresent(info::setDescription);
        hints.expiration().ifPresent(time -> info.setExpirationTime(time.toEpochMilli()));
        if (!hints.labels().isEmpty()) {
            info.setLabels(hints.labels());
        }
        return hints.description().isPresent()
                || hints.expiration().isPresent()
                || !hints.labels().isEmpty();
    }

    Field field(ColumnSchema column) {
        Field.Builder field = BigQueryTypes.of(table.name(), column).field(column.name());
        field.setMode(column.isNullable() ? Field.Mode.NULLABLE : Field.Mode.REQUIRED);
        if (column.properties().get("description") instanceof String description) {
            field.setDescription(description);
        }
        return field.build();
    }

    /** Partitions of columns of other types are passed over, as in the reference. */
    private void partition(StandardTableDefinition.Builder definition, Hints.Partition partition) {
        String name = partition.column().name();
        if (partition.template().isPresent()) {
            definition.setRangePartitioning(
                    ranges(name, bucket(partition.template().get())));
            return;
        }
        DataType type = partition.column().dataType().orElseThrow();
        if (type == DataType.BIGINT) {
            definition.setRangePartitioning(ranges(name, SECONDS));
        } else if (type == DataType.DATE || type == DataType.TIMESTAMP) {
            definition.setTimePartitioning(days(name));
        }
    }

    /** The partitions by days of a table whose columns BigQuery finds itself. */
    Optional<TimePartitioning> autodetected() {
        return hints.partition().map(partition -> days(partition.column().name()));
    }

    private TimePartitioning days(String column) {
        TimePartitioning.Builder days =
                TimePartitioning.newBuilder(TimePartitioning.Type.DAY).setField(column);
        hints.partitionExpirationDays()
                .ifPresent(
                        number -> days.setExpirationMs(Duration.ofDays(number).toMillis()));
        return days.build();
    }

    private static RangePartitioning ranges(String column, RangePartitioning.Range range) {
        return RangePartitioning.newBuilder().setField(column).setRange(range).build();
    }

    private RangePartitioning.Range bucket(String template) {
        Matcher matcher = RANGE_BUCKET.matcher(template);
        if (!matcher.matches()) {
            throw hints.invalid("x-bigquery-partition", "'" + template + "' is no range of integers");
        }
        return range(
                Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)), Long.parseLong(matcher.group(3)));
    }

    private static RangePartitioning.Range range(long start, long end, long interval) {
        return RangePartitioning.Range.newBuilder()
                .setStart(start)
                .setEnd(end)
                .setInterval(interval)
                .build();
    }
}
