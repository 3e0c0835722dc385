package io.dlt4j.destination.bigquery;

import static java.util.Objects.requireNonNull;

import com.google.cloud.bigquery.BigQueryException;
import com.google.cloud.bigquery.Clustering;
import com.google.cloud.bigquery.FormatOptions;
import com.google.cloud.bigquery.JobId;
import com.google.cloud.bigquery.JobInfo;
import com.google.cloud.bigquery.JobInfo.CreateDisposition;
import com.google.cloud.bigquery.JobInfo.SchemaUpdateOption;
import com.google.cloud.bigquery.JobInfo.WriteDisposition;
import com.google.cloud.bigquery.LoadConfiguration;
import com.google.cloud.bigquery.LoadJobConfiguration;
import com.google.cloud.bigquery.TableDataWriteChannel;
import com.google.cloud.bigquery.TableId;
import com.google.cloud.bigquery.WriteChannelConfiguration;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.load.JobFile;
import io.dlt4j.api.schema.TableSchema;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/** The load job of a file: one that is staged in Cloud Storage is read there, another is uploaded piece by piece. */
final class FileLoad {

    /** Each running upload holds this much. */
    private static final int PIECE = 4 << 20;

    private static final String CLOUD_STORAGE = "gs://";

    private final Parts parts;

    FileLoad(Parts parts) {
        this.parts = requireNonNull(parts, "parts is null");
    }

    /** The job that adds the file's rows to the table. */
    KeyedJobs.Submission submission(TableId target, TableSchema table, JobFile file) {
        if (file.stagedAt().isEmpty()) {
            WriteChannelConfiguration.Builder upload = WriteChannelConfiguration.newBuilder(target);
            configure(upload, table, file);
            WriteChannelConfiguration configuration = upload.build();
            return id -> send(id, configuration, file);
        }
        LoadJobConfiguration.Builder load =
                LoadJobConfiguration.newBuilder(target, file.stagedAt().get());
        configure(load, table, file);
        LoadJobConfiguration configuration = load.build();
        return id -> parts.service().api().create(JobInfo.of(id, configuration));
    }

    /** Why BigQuery cannot read the file where it is staged, if so. */
    static Optional<DltException> unreachable(JobFile file) {
        Optional<String> elsewhere = file.stagedAt().filter(url -> !url.startsWith(CLOUD_STORAGE));
        if (elsewhere.isPresent()) {
            return Optional.of(new DltException(
                    BigQueryError.BIGQUERY_STAGE_UNREACHABLE,
                    "BigQuery cannot read " + elsewhere.get() + ": it loads staged files from Cloud Storage (gs://).",
                    "Set bucket_url of the staging destination to gs://bucket/folder, or load without one."));
        }
        return file.stagedAt()
                .filter(url -> url.contains("*"))
                .map(url -> new DltException(
                        BigQueryError.BIGQUERY_STAGE_UNREACHABLE,
                        "BigQuery cannot read " + url + " alone: an asterisk stands for any text there.",
                        "Stage files in a folder, and with a layout, without asterisks."));
    }

    /** How BigQuery is to read the file. */
    private void configure(LoadConfiguration.Builder load, TableSchema table, JobFile file) {
        boolean parquet = file.format().name().equals("parquet");
        load.setFormatOptions(parquet ? FormatOptions.parquet() : FormatOptions.json())
                .setWriteDisposition(WriteDisposition.WRITE_APPEND)
                .setCreateDisposition(CreateDisposition.CREATE_NEVER)
                .setMaxBadRecords(0)
                .setIgnoreUnknownValues(parts.ignoresUnknownValues());
        if (parquet) {
            load.setDecimalTargetTypes(List.of("NUMERIC", "BIGNUMERIC"));
        }
        if (parts.isAutodetected(table)) {
            TableShape shape = parts.shape(table);
            load.setAutodetect(true)
                    .setCreateDisposition(CreateDisposition.CREATE_IF_NEEDED)
                    .setSchemaUpdateOptions(List.of(SchemaUpdateOption.ALLOW_FIELD_ADDITION));
            shape.autodetected().ifPresent(load::setTimePartitioning);
            List<String> cluster = shape.hints().cluster();
            if (!cluster.isEmpty()) {
                load.setClustering(Clustering.newBuilder().setFields(cluster).build());
            }
        }
    }

    /**
     * Uploads the file; the job is accepted with its last piece. A channel must not be closed before the whole file was written:
     * closing it says that the file ends there.
     */
    private void send(JobId id, WriteChannelConfiguration load, JobFile file) {
        try (FileChannel source = FileChannel.open(file.path(), StandardOpenOption.READ)) {
            TableDataWriteChannel upload = parts.service().uploads().writer(id, load);
            upload.setChunkSize(PIECE);
            ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
            while (source.read(buffer.clear()) >= 0) {
                write(upload, buffer.flip());
            }
            finish(upload);
        } catch (IOException e) {
            throw new DltException(
                    BigQueryError.BIGQUERY_FILE_UNREADABLE,
                    "Job file " + file.path() + " cannot be read: " + e.getMessage(),
                    "Check the disk; 'dlt4j pipeline NAME retry-failed' gives the package another try.",
                    e);
        }
    }

    private static void write(TableDataWriteChannel upload, ByteBuffer bytes) {
        try {
            while (bytes.hasRemaining()) {
                upload.write(bytes);
            }
        } catch (IOException e) {
            throw new BigQueryException(e);
        }
    }

    private static void finish(TableDataWriteChannel upload) {
        try {
            upload.close();
        } catch (IOException e) {
            throw new BigQueryException(e);
        }
    }
}
