package io.dlt4j.sink;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.ApiVersion;
import io.dlt4j.api.DestinationContext;
import io.dlt4j.api.DestinationFactory;
import io.dlt4j.api.DestinationPlugin;
import io.dlt4j.api.capability.Capabilities;
import io.dlt4j.api.capability.DecimalPrecision;
import io.dlt4j.api.config.ConfigField;
import io.dlt4j.api.config.ConfigSpec;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.load.DestinationClient;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * Describes a destination that is a function. Immutable; the methods that change something return copies.
 *
 * <p>Unless told otherwise, a sink gets ten rows a call, names as they are in the data, lists and objects as JSON values
 * instead of nested tables, and neither dlt's own tables nor its columns.
 */
@DestinationPlugin(id = Sink.TYPE, api = ApiVersion.CURRENT)
public final class Sink implements DestinationFactory {

    /** The type of all sinks; what tells them apart is their name. */
    public static final String TYPE = "destination";

    static final int DEFAULT_BATCH_SIZE = 10;

    static final ConfigField<Long> BATCH_SIZE = ConfigField.integer("batch_size")
            .withDefault((long) DEFAULT_BATCH_SIZE)
            .describedAs("rows a call; 0 for one call a job file, with its path");

    private static final int LONGEST_NAME = 65_536;

    private final String name;
    private final SinkFunction.Configured function;
    private final Delivery delivery;
    private final List<ConfigField<?>> fields;

    private Sink(String name, SinkFunction.Configured function, Delivery delivery, List<ConfigField<?>> fields) {
        this.name = requireNonNull(name, "name is null");
        this.function = requireNonNull(function, "function is null");
        this.delivery = delivery;
        this.fields = List.copyOf(fields);
        if (name.isBlank()) {
            throw new IllegalArgumentException("name is blank");
        }
    }

    /** How rows reach the function. */
    private record Delivery(
            OptionalInt batchSize,
            String format,
            String naming,
            OptionalInt maxTableNesting,
            boolean systemColumns,
            OptionalInt maxParallelJobs) {

        static final Delivery DEFAULT =
                new Delivery(OptionalInt.empty(), "jsonl", "direct", OptionalInt.of(0), false, OptionalInt.empty());
    }

    /**
     * A sink.
     *
     * @param name the destination's name, and the section of its configuration
     */
    public static Sink of(String name, SinkFunction function) {
        requireNonNull(function, "function is null");
        return new Sink(name, (items, table, config) -> function.accept(items, table), Delivery.DEFAULT, List.of());
    }

    /**
     * A sink whose function gets configuration.
     *
     * @param name the destination's name, and the section of its configuration
     * @param fields what to look up when the load begins, under {@code destination.<name>} and wherever else a destination's
     *     configuration is found
     */
    public static Sink of(String name, SinkFunction.Configured function, ConfigField<?>... fields) {
        return new Sink(name, function, Delivery.DEFAULT, Arrays.asList(fields));
    }

    /** A copy with that many rows a call; 0 for one call a job file, with its path and no rows. */
    public Sink batchSize(int rows) {
        if (rows < 0) {
            throw new IllegalArgumentException("rows is " + rows);
        }
        Delivery d = delivery;
        return with(new Delivery(
                OptionalInt.of(rows), d.format, d.naming, d.maxTableNesting, d.systemColumns, d.maxParallelJobs));
    }

    /**
     * A copy that gets files of another format than {@code jsonl}, which makes sense with a batch size of 0.
     *
     * @param format for example {@code parquet}, if the plugin that writes it is there
     */
    public Sink format(String format) {
        Delivery d = delivery;
        return with(new Delivery(
                d.batchSize,
                requireNonNull(format, "format is null"),
                d.naming,
                d.maxTableNesting,
                d.systemColumns,
                d.maxParallelJobs));
    }

    /** A copy whose names go through another convention than {@code direct}. */
    public Sink naming(String convention) {
        Delivery d = delivery;
        return with(new Delivery(
                d.batchSize,
                d.format,
                requireNonNull(convention, "convention is null"),
                d.maxTableNesting,
                d.systemColumns,
                d.maxParallelJobs));
    }

    /** A copy that gets lists and objects down to that level as nested tables and columns. */
    public Sink maxTableNesting(int levels) {
        return nesting(OptionalInt.of(levels));
    }

    /** A copy that leaves the nesting to the sources. */
    public Sink nestingOfSource() {
        return nesting(OptionalInt.empty());
    }

    private Sink nesting(OptionalInt levels) {
        Delivery d = delivery;
        return with(new Delivery(d.batchSize, d.format, d.naming, levels, d.systemColumns, d.maxParallelJobs));
    }

    /** A copy that gets dlt's own tables and columns as well. */
    public Sink withSystemColumns() {
        Delivery d = delivery;
        return with(new Delivery(d.batchSize, d.format, d.naming, d.maxTableNesting, true, d.maxParallelJobs));
    }

    /** A copy that is called for at most that many job files at once. */
    public Sink maxParallelJobs(int jobs) {
        if (jobs < 1) {
            throw new IllegalArgumentException("jobs is " + jobs);
        }
        Delivery d = delivery;
        return with(new Delivery(
                d.batchSize, d.format, d.naming, d.maxTableNesting, d.systemColumns, OptionalInt.of(jobs)));
    }

    private Sink with(Delivery changed) {
        return new Sink(name, function, changed, fields);
    }

    /** The destination's name, and the section of its configuration. */
    public String name() {
        return name;
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Capabilities capabilities() {
        Capabilities.Builder capabilities = Capabilities.builder(TYPE)
                .fileFormats(List.of(delivery.format))
                .namingConvention(delivery.naming)
                .caseSensitiveIdentifiers(true)
                .maxIdentifierLength(LONGEST_NAME)
                .maxColumnIdentifierLength(LONGEST_NAME)
                .weiPrecision(new DecimalPrecision(78, 0))
                .maxFilesPerJob(1);
        delivery.maxTableNesting.ifPresent(capabilities::maxTableNesting);
        delivery.maxParallelJobs.ifPresent(capabilities::maxParallelJobs);
        return capabilities.build();
    }

    @Override
    public ConfigSpec configSpec() {
        List<ConfigField<?>> all = new ArrayList<>(fields);
        if (all.stream().noneMatch(field -> field.name().equals(BATCH_SIZE.name()))) {
            all.add(BATCH_SIZE);
        }
        return ConfigSpec.of("sink", all);
    }

    @Override
    public DestinationClient open(DestinationContext context) {
        long batchSize = delivery.batchSize.isPresent()
                ? delivery.batchSize.getAsInt()
                : context.config().require(BATCH_SIZE);
        if (batchSize < 0 || batchSize > Integer.MAX_VALUE) {
            throw new DltException(
                    SinkError.SINK_INVALID,
                    "The batch size of sink '" + name + "' is " + batchSize + ".",
                    "Set batch_size to the number of rows a call, or to 0 for one call a job file.");
        }
        if (batchSize > 0 && !delivery.format.equals("jsonl")) {
            throw new DltException(
                    SinkError.SINK_INVALID,
                    "Sink '" + name + "' wants batches of rows, and files of format " + delivery.format
                            + ", which cannot be read row by row.",
                    "Leave the format at jsonl, or set the batch size to 0 and read the file in the function.");
        }
        return new SinkClient(name, function, (int) batchSize, delivery.systemColumns, context);
    }

    @Override
    public String toString() {
        return "Sink[" + name + "]";
    }
}
