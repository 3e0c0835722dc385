package io.dlt4j.destination.bigquery;

import com.google.cloud.bigquery.BigQueryException;
import com.google.cloud.bigquery.DatasetId;
import com.google.cloud.bigquery.Field;
import com.google.cloud.bigquery.FormatOptions;
import com.google.cloud.bigquery.JobId;
import com.google.cloud.bigquery.JobInfo.CreateDisposition;
import com.google.cloud.bigquery.JobStatus;
import com.google.cloud.bigquery.Schema;
import com.google.cloud.bigquery.StandardSQLTypeName;
import com.google.cloud.bigquery.StandardTableDefinition;
import com.google.cloud.bigquery.TableDataWriteChannel;
import com.google.cloud.bigquery.TableId;
import com.google.cloud.bigquery.TableInfo;
import com.google.cloud.bigquery.WriteChannelConfiguration;
import io.dlt4j.api.DestinationContext;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** Does what a load does, in a table that is dropped again. */
record BigQueryCheck(DestinationContext context, Consumer<String> passed) {

    void run() {
        Parts parts = Parts.of(context);
        String dataset = parts.dataset().name();
        boolean existed = parts.datasets().find(dataset).isPresent();
        passed.accept("was let in to project " + parts.service().project());
        parts.datasets().require(dataset);
        passed.accept((existed ? "found" : "created") + " dataset '" + dataset + "' in location "
                + parts.service().location());
        TableId table =
                parts.table("_dlt4j_check_" + UUID.randomUUID().toString().substring(0, 8));
        try {
            tryLoad(parts, table);
        } finally {
            cleanUp(parts, table, !existed);
        }
        passed.accept("took everything back");
        passed.accept(
                "loads are exactly once; tables with a streaming insert (insert_api streaming) are at least once");
    }

    private void tryLoad(Parts parts, TableId table) {
        Schema columns = Schema.of(Field.newBuilder("id", StandardSQLTypeName.INT64)
                .setMode(Field.Mode.REQUIRED)
                .build());
        attempt(
                "Creating a table",
                () -> parts.service().api().create(TableInfo.of(table, StandardTableDefinition.of(columns))));
        passed.accept("created a table");
        Schema more = Schema.of(columns.getFields().get(0), Field.of("value", StandardSQLTypeName.STRING));
        attempt(
                "Adding a column",
                () -> parts.service().api().update(TableInfo.of(table, StandardTableDefinition.of(more))));
        passed.accept("added a column");
        loadRow(parts, table);
        passed.accept("ran a load job");
        String name = parts.dataset().table(table.getTable());
        parts.statements()
                .run(
                        "Running a transaction",
                        Optional.empty(),
                        "BEGIN TRANSACTION;\nDELETE FROM " + name + " WHERE TRUE;\nCOMMIT TRANSACTION;",
                        List.of());
        passed.accept("ran a transaction");
    }

    private static void loadRow(Parts parts, TableId table) {
        JobId id = JobId.newBuilder()
                .setProject(parts.service().project())
                .setLocation(parts.service().location())
                .setJob("dlt4j-check-" + UUID.randomUUID())
                .build();
        WriteChannelConfiguration load = WriteChannelConfiguration.newBuilder(table)
                .setFormatOptions(FormatOptions.json())
                .setCreateDisposition(CreateDisposition.CREATE_NEVER)
                .build();
        String doing = "Running a load job";
        attempt(doing, () -> {
            try (TableDataWriteChannel upload = parts.service().uploads().writer(id, load)) {
                upload.write(ByteBuffer.wrap("{\"id\": 1}\n".getBytes(StandardCharsets.UTF_8)));
            } catch (IOException e) {
                throw new BigQueryException(e);
            }
        });
        attempt(doing, () -> {
            Optional<JobStatus> failure =
                    new JobWatch(parts.service()).await(id).status();
            if (failure.isPresent()) {
                throw Failures.ofJob(doing, failure.get());
            }
        });
    }

    private static void attempt(String doing, Runnable request) {
        try {
            request.run();
        } catch (BigQueryException e) {
            throw Failures.translate(doing, e);
        }
    }

    private static void cleanUp(Parts parts, TableId table, boolean withDataset) {
        attempt("Dropping a table", () -> parts.service().api().delete(table));
        if (withDataset) {
            dropIfEmpty(parts, DatasetId.of(parts.service().project(), table.getDataset()));
        }
    }

    /** Somebody may have begun to use the dataset meanwhile. */
    private static void dropIfEmpty(Parts parts, DatasetId dataset) {
        try {
            parts.service().api().delete(dataset);
        } catch (BigQueryException e) {
            if (!"resourceInUse".equals(e.getReason())) {
                throw Failures.translate("Dropping dataset '" + dataset.getDataset() + "'", e);
            }
        }
    }
}
