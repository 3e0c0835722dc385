package io.dlt4j.destination.bigquery;

import static java.util.Objects.requireNonNull;

import com.google.cloud.bigquery.BigQueryException;
import com.google.cloud.bigquery.InsertAllRequest;
import com.google.cloud.bigquery.InsertAllResponse;
import com.google.cloud.bigquery.TableId;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSyntaxException;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.load.IngestJob;
import io.dlt4j.api.load.JobFile;
import io.dlt4j.api.load.JobOutcome;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.DataType;
import io.dlt4j.api.schema.TableSchema;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/**
 * Rows of job files that are streamed, request by request. How far a file is gets written down after each request, and each row has
 * an id by which BigQuery recognises it for a minute or so: at least once, and mostly once. A row that BigQuery refuses fails the
 * job; rows of earlier requests are in the table then.
 */
final class RowStream {

    private static final int MOST_BYTES = 8 << 20;

    private final Parts parts;

    RowStream(Parts parts) {
        this.parts = requireNonNull(parts, "parts is null");
    }

    /** @param notes where to remember how far each file is */
    JobOutcome insert(IngestJob job, Path notes) {
        for (JobFile file : job.files()) {
            String doing = "Streaming " + file + " into table '" + job.table().name() + "' of dataset '"
                    + parts.dataset().name() + "'";
            try {
                insert(job.table(), file, StreamProgress.of(notes, file), doing);
            } catch (BigQueryException e) {
                return Failures.outcome(Failures.translate(doing, e));
            } catch (DltException e) {
                return Failures.outcome(e);
            } catch (IOException e) {
                return JobOutcome.rejected(new DltException(
                        BigQueryError.BIGQUERY_FILE_UNREADABLE,
                        doing + " failed: " + e.getMessage(),
                        "Check the disk; 'dlt4j pipeline NAME retry-failed' gives the package another try.",
                        e));
            }
        }
        return JobOutcome.completed();
    }

    private void insert(TableSchema table, JobFile file, StreamProgress progress, String doing) throws IOException {
        if (!file.format().name().equals("jsonl")) {
            throw new DltException(
                    BigQueryError.BIGQUERY_TYPE_UNSUPPORTED,
                    doing + " is not possible: only jsonl is streamed.",
                    "Give the resource the file format jsonl, or leave out the streaming insert.");
        }
        long done = progress.rows();
        long row = 0;
        List<InsertAllRequest.RowToInsert> batch = new ArrayList<>();
        long bytes = 0;
        try (BufferedReader lines = open(file.path())) {
            for (String line = lines.readLine(); line != null; line = lines.readLine(), row++) {
                if (row < done) {
                    continue;
                }
                if (batch.size() == parts.batchSize() || bytes + line.length() > MOST_BYTES && !batch.isEmpty()) {
                    send(table, batch, doing, row - batch.size());
                    progress.save(row);
                    batch.clear();
                    bytes = 0;
                }
                batch.add(InsertAllRequest.RowToInsert.of(rowId(file, row), content(table, line)));
                bytes += line.length();
            }
        }
        if (!batch.isEmpty()) {
            send(table, batch, doing, row - batch.size());
            progress.save(row);
        }
    }

    private static BufferedReader open(Path path) throws IOException {
        PushbackInputStream bytes = new PushbackInputStream(Files.newInputStream(path), 2);
        byte[] magic = bytes.readNBytes(2);
        bytes.unread(magic);
        boolean compressed = magic.length == 2 && (magic[0] & 0xff) == 0x1f && (magic[1] & 0xff) == 0x8b;
        InputStream plain = compressed ? new GZIPInputStream(bytes) : bytes;
        return new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8));
    }

    private static String rowId(JobFile file, long row) {
        return JobName.hash(file.key().pipelineName() + "\n" + file.key().loadId()) + "-" + file.fileId() + "-" + row;
    }

    /** JSON is streamed as text; of the other values BigQuery takes the text too, which keeps all digits. */
    private static Map<String, Object> content(TableSchema table, String line) {
        JsonObject object;
        try {
            object = JsonParser.parseString(line).getAsJsonObject();
        } catch (JsonSyntaxException | IllegalStateException e) {
            throw new DltException(
                    BigQueryError.BIGQUERY_DATA_REJECTED,
                    "A line of a job file of table '" + table.name() + "' is no JSON object.",
                    "Normalize the package again.",
                    e);
        }
        Map<String, Object> row = new LinkedHashMap<>();
        object.entrySet().forEach(entry -> {
            Optional<DataType> type = table.column(entry.getKey()).flatMap(ColumnSchema::dataType);
            JsonElement value = entry.getValue();
            if (type.equals(Optional.of(DataType.JSON))) {
                row.put(entry.getKey(), value.toString());
            } else if (value instanceof JsonPrimitive primitive) {
                row.put(entry.getKey(), primitive.isBoolean() ? primitive.getAsBoolean() : primitive.getAsString());
            }
        });
        return row;
    }

    private void send(TableSchema table, List<InsertAllRequest.RowToInsert> batch, String doing, long first) {
        parts.context().failPoint().reach("bigquery.stream.before-send");
        TableId target = parts.table(table.name());
        InsertAllResponse response = parts.service()
                .api()
                .insertAll(InsertAllRequest.newBuilder(target)
                        .setRows(List.copyOf(batch))
                        .setIgnoreUnknownValues(parts.ignoresUnknownValues())
                        .build());
        parts.context().failPoint().reach("bigquery.stream.after-send");
        if (response.hasErrors()) {
            throw refused(response, doing, first);
        }
    }

    private static DltException refused(InsertAllResponse response, String doing, long first) {
        String rows = response.getInsertErrors().entrySet().stream()
                .filter(entry -> entry.getValue().stream().anyMatch(error -> !"stopped".equals(error.getReason())))
                .limit(5)
                .map(entry -> "row " + (first + entry.getKey() + 1) + ": "
                        + entry.getValue().get(0).getMessage())
                .collect(Collectors.joining("; "));
        return Failures.exception(
                BigQueryError.BIGQUERY_DATA_REJECTED,
                doing + " was refused: " + rows + ". The rows before row " + (first + 1)
                        + " of the file are in the table.",
                null);
    }
}
