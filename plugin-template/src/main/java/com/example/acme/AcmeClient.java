package com.example.acme;

import io.dlt4j.api.DestinationContext;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.load.DestinationClient;
import io.dlt4j.api.load.IngestJob;
import io.dlt4j.api.load.JobFile;
import io.dlt4j.api.load.JobOutcome;
import io.dlt4j.api.load.LoadCompletion;
import io.dlt4j.api.load.StoredSchema;
import io.dlt4j.api.load.StoredState;
import io.dlt4j.api.load.SupportsStateSync;
import io.dlt4j.api.load.TruncateJob;
import io.dlt4j.api.schema.Schema;
import io.dlt4j.api.schema.TableSchema;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A dataset, which is a folder with a folder for each table. There are no transactions: each effect has the same name however often
 * it is made, and the file that says that a load is complete comes last. Thread-safe.
 */
final class AcmeClient implements DestinationClient, SupportsStateSync {

    private final Path path;
    private final AcmeFolder folder;
    private final AcmeNotes notes;

    AcmeClient(DestinationContext context) {
        this.path = context.localDir().resolve(context.config().require(Acme.FOLDER));
        this.folder = new AcmeFolder(path.resolve(context.datasetName()), context.failPoint());
        this.notes = new AcmeNotes(folder);
    }

    @Override
    public String location() {
        return path.toUri().toString();
    }

    @Override
    public boolean isLoaded(String loadId, String schemaName) {
        return notes.isLoaded(loadId, schemaName);
    }

    @Override
    public boolean datasetExists() {
        return folder.exists();
    }

    @Override
    public Optional<StoredState> newestState(String pipelineName) {
        return attempt("Reading states", () -> notes.newestState(pipelineName));
    }

    @Override
    public Optional<StoredSchema> newestSchema(String schemaName) {
        return attempt("Reading schemas", () -> notes.newestSchema("schema_name", schemaName));
    }

    @Override
    public Optional<StoredSchema> schemaByHash(String versionHash) {
        return attempt("Reading schemas", () -> notes.newestSchema("version_hash", versionHash));
    }

    @Override
    public List<TableSchema> migrate(Schema schema, Set<String> tables) {
        return attempt("Preparing the dataset", () -> {
            if (notes.hasVersion(schema.versionHash())) {
                return List.of();
            }
            List<TableSchema> added = notes.addColumns(schema, tables);
            notes.addVersion(schema);
            return added;
        });
    }

    @Override
    public JobOutcome ingest(IngestJob job) {
        if (job.isStaging()) {
            return unsupported(job.table().name());
        }
        return job("Loading into table '" + job.table().name() + "'", () -> {
            for (JobFile file : job.files()) {
                String name = file.key().loadId() + "." + file.fileId() + "." + file.extension();
                if (!folder.has(job.table().name(), name)) {
                    folder.put(job.table().name(), name, Files.readAllBytes(file.path()));
                }
            }
        });
    }

    /** Only files of earlier loads: those of this one may be there already, when it is called again. */
    @Override
    public JobOutcome truncate(TruncateJob job) {
        if (job.isStaging()) {
            return unsupported(job.tables().get(0).name());
        }
        BigDecimal loadId = new BigDecimal(job.key().loadId());
        return job("Emptying " + job.tables().size() + " tables", () -> {
            for (TableSchema table : job.tables()) {
                for (Path file : folder.files(table.name())) {
                    if (loadIdOf(file).compareTo(loadId) < 0) {
                        folder.delete(file);
                    }
                }
            }
        });
    }

    /** Load ids are seconds and their decimals: the first two parts of the name. */
    private static BigDecimal loadIdOf(Path file) {
        String[] parts = file.getFileName().toString().split("\\.", 3);
        return new BigDecimal(parts[0] + "." + parts[1]);
    }

    @Override
    public JobOutcome complete(LoadCompletion completion) {
        return job("Completing load " + completion.loadId(), () -> {
            if (completion.state().isPresent()) {
                notes.addState(completion.state().get());
            }
            if (!notes.isLoaded(completion.loadId(), completion.schemaName())) {
                notes.complete(completion);
            }
        });
    }

    /** There is nothing to release: files are open only while they are written. */
    @Override
    public void close() {}

    private JobOutcome unsupported(String table) {
        return JobOutcome.rejected(new DltException(
                AcmeError.ACME_JOB_UNSUPPORTED,
                "A job stages rows of table '" + table + "', and acme has no staging dataset.",
                "Use the write disposition append or replace."));
    }

    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }

    @FunctionalInterface
    private interface Reading<T> {
        T read() throws IOException;
    }

    private JobOutcome job(String doing, Work work) {
        try {
            work.run();
            return JobOutcome.completed();
        } catch (IOException e) {
            return JobOutcome.retryLater(failed(doing, e));
        }
    }

    private <T> T attempt(String doing, Reading<T> reading) {
        try {
            return reading.read();
        } catch (IOException e) {
            throw failed(doing, e);
        }
    }

    private DltException failed(String doing, IOException failure) {
        return new DltException(
                AcmeError.ACME_IO,
                doing + " in " + location() + " failed: " + failure + ".",
                "Check that the folder can be written and the disk is not full.",
                failure);
    }
}
