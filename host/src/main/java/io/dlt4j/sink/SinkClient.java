package io.dlt4j.sink;

import io.dlt4j.api.DestinationContext;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.load.DestinationClient;
import io.dlt4j.api.load.IngestJob;
import io.dlt4j.api.load.JobFile;
import io.dlt4j.api.load.JobOutcome;
import io.dlt4j.api.load.LoadCompletion;
import io.dlt4j.api.load.TruncateJob;
import io.dlt4j.api.schema.Schema;
import io.dlt4j.api.schema.TableSchema;
import io.dlt4j.pack.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Calls a function with the rows of job files, and remembers below the working directory what it has taken: a batch is
 * delivered again only if the process died, or the function threw, before that was written down.
 */
final class SinkClient implements DestinationClient {

    private static final String COMPLETED = "completed.";

    private final String name;
    private final SinkFunction.Configured function;
    private final int batchSize;
    private final boolean systemColumns;
    private final DestinationContext context;
    private final Path directory;
    private final String systemPrefix;

    SinkClient(
            String name,
            SinkFunction.Configured function,
            int batchSize,
            boolean systemColumns,
            DestinationContext context) {
        this.name = name;
        this.function = function;
        this.batchSize = batchSize;
        this.systemColumns = systemColumns;
        this.context = context;
        this.directory = context.workDir().resolve("sinks").resolve(fileName(context.destinationName()));
        this.systemPrefix = context.identifiers().column("_dlt");
    }

    @Override
    public String location() {
        return "sink:" + name;
    }

    @Override
    public boolean isLoaded(String loadId, String schemaName) {
        return Files.exists(delivered(loadId).resolve(COMPLETED + schemaName));
    }

    @Override
    public List<TableSchema> migrate(Schema schema, Set<String> tables) {
        return List.of();
    }

    @Override
    public JobOutcome ingest(IngestJob job) {
        TableSchema table = job.table();
        if (!systemColumns && table.name().startsWith(systemPrefix)) {
            return JobOutcome.completed();
        }
        TableSchema shown = systemColumns ? table : withoutSystemColumns(table);
        for (JobFile file : job.files()) {
            JobOutcome outcome = deliver(file, shown);
            if (!(outcome instanceof JobOutcome.Completed)) {
                return outcome;
            }
        }
        return JobOutcome.completed();
    }

    private TableSchema withoutSystemColumns(TableSchema table) {
        TableSchema.Builder shown = table.toBuilder();
        table.columns().keySet().stream()
                .filter(column -> column.startsWith(systemPrefix))
                .forEach(shown::withoutColumn);
        return shown.build();
    }

    private JobOutcome deliver(JobFile file, TableSchema table) {
        Path log = DurableFiles.createDirectory(delivered(file.key().loadId()))
                .resolve(file.path().getFileName());
        try (DeliveryLog delivery = DeliveryLog.open(log, batchSize, file.rows())) {
            return batchSize == 0 ? deliverFile(file, table, delivery) : deliverRows(file, table, delivery);
        } catch (DltException e) {
            return e.category().retried() ? JobOutcome.retryLater(e) : JobOutcome.rejected(e);
        } catch (IOException e) {
            return JobOutcome.rejected(new DltException(
                    SinkError.SINK_IO,
                    "Job file " + file.path() + " cannot be read: " + e.getMessage() + ".",
                    "Check the disk that holds the working directory, then run the same command again.",
                    e));
        }
    }

    private JobOutcome deliverFile(JobFile file, TableSchema table, DeliveryLog delivery) {
        if (delivery.rows() < file.rows()) {
            call(file, table, 0, List.of());
            record(delivery, file.rows());
        }
        return JobOutcome.completed();
    }

    private JobOutcome deliverRows(JobFile file, TableSchema table, DeliveryLog delivery) throws IOException {
        if (delivery.rows() == file.rows()) {
            return JobOutcome.completed();
        }
        try (JsonlRows rows = JsonlRows.open(file.path(), table)) {
            rows.skip(delivery.rows());
            List<Map<String, Object>> batch;
            while (!(batch = rows.next(batchSize)).isEmpty()) {
                call(file, table, delivery.rows() / batchSize, batch);
                record(delivery, batch.size());
            }
        }
        return JobOutcome.completed();
    }

    private void record(DeliveryLog delivery, long rows) {
        context.failPoint().reach("sink.batch.taken");
        delivery.delivered(rows);
        context.failPoint().reach("sink.batch.recorded");
    }

    private void call(JobFile file, TableSchema table, long number, List<Map<String, Object>> rows) {
        SinkBatchKey key = new SinkBatchKey(file.key().loadId(), file.key().jobId(), number);
        try {
            function.accept(new SinkBatch(key, rows, file.path()), table, context.config());
        } catch (DltException e) {
            throw e;
        } catch (SinkRejectedException | AssertionError e) {
            throw new DltException(
                    SinkError.SINK_BATCH_REJECTED,
                    "Sink '" + name + "' rejected batch " + number + " of table '" + table.name() + "', job "
                            + file.key().jobId() + ": " + e.getMessage() + ".",
                    "Correct the function or the data.",
                    e);
        } catch (Exception e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            throw new DltException(
                    SinkError.SINK_CALL_FAILED,
                    "Sink '" + name + "' failed on batch " + number + " of table '" + table.name() + "', job "
                            + file.key().jobId() + ": " + e + ".",
                    "The batch is delivered again with the same key; throw a SinkRejectedException if that cannot help.",
                    e);
        }
    }

    /** A function cannot be asked to forget rows: the table's disposition is the function's to read. */
    @Override
    public JobOutcome truncate(TruncateJob job) {
        return JobOutcome.completed();
    }

    @Override
    public JobOutcome complete(LoadCompletion completion) {
        Path done = DurableFiles.createDirectory(delivered(completion.loadId()));
        DurableFiles.replace(done.resolve(COMPLETED + completion.schemaName()), "");
        context.failPoint().reach("sink.load.completed");
        for (Path earlier : DurableFiles.list(directory)) {
            if (earlier.getFileName().toString().compareTo(completion.loadId()) < 0) {
                DurableFiles.delete(earlier);
            }
        }
        return JobOutcome.completed();
    }

    private Path delivered(String loadId) {
        return directory.resolve(loadId);
    }

    /** A destination's name may have any character; those that a file name may not have are written as codes. */
    private static String fileName(String text) {
        StringBuilder name = new StringBuilder();
        text.chars().forEach(c -> {
            if (Character.isLetterOrDigit(c) && c < 128 || c == '_' || c == '-' || c == '.' && name.length() > 0) {
                name.append((char) c);
            } else {
                name.append('%').append(Integer.toHexString(c)).append('%');
            }
        });
        return name.toString();
    }

    @Override
    public void close() {}
}
