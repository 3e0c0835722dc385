package io.dlt4j.load;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.load.DestinationClient;
import io.dlt4j.api.load.DropJob;
import io.dlt4j.api.load.JobKey;
import io.dlt4j.api.load.SupportsDrop;
import io.dlt4j.api.load.TruncateJob;
import io.dlt4j.api.schema.TableSchema;
import io.dlt4j.pack.LoadPackage;
import io.dlt4j.schema.DltSchema;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a package of a refresh removes before its rows are loaded. */
final class RefreshJobs {

    private final DestinationClient client;
    private final LoadPackage load;
    private final String schemaName;
    private final String pipelineName;
    private final List<TableSchema> truncated = new ArrayList<>();

    RefreshJobs(DestinationClient client, LoadPackage load, DltSchema schema, String pipelineName) {
        this.client = client;
        this.load = load;
        this.schemaName = schema.name();
        this.pipelineName = pipelineName;
        load.truncatedTables().forEach(table -> schema.table(table).ifPresent(truncated::add));
    }

    /** The tables to bring up to date: those with jobs, and those that are emptied. */
    Set<String> with(Set<String> tables) {
        Set<String> all = new LinkedHashSet<>(tables);
        truncated.forEach(table -> all.add(table.name()));
        return all;
    }

    /** Runs before tables are brought up to date, which creates those anew that are still wanted. */
    List<JobRunner.Task> drops() {
        if (load.droppedTables().isEmpty()) {
            return List.of();
        }
        SupportsDrop dropping = require(client);
        DropJob job = DropJob.of(key("refresh.drop"), schemaName, load.droppedTables());
        return List.of(new JobRunner.Task(job.key().jobId(), () -> dropping.drop(job)));
    }

    List<JobRunner.Task> truncations() {
        if (truncated.isEmpty()) {
            return List.of();
        }
        TruncateJob job = TruncateJob.of(key("refresh.truncate"), truncated);
        return List.of(new JobRunner.Task(job.key().jobId(), () -> client.truncate(job)));
    }

    /** The keys of all that it removes. */
    List<JobKey> keys() {
        return List.of(key("refresh.drop"), key("refresh.truncate"));
    }

    private JobKey key(String jobId) {
        return new JobKey(pipelineName, load.loadId(), jobId);
    }

    static SupportsDrop require(DestinationClient client) {
        if (client instanceof SupportsDrop dropping) {
            return dropping;
        }
        throw new DltException(
                LoadError.LOAD_DROP_UNSUPPORTED,
                "The destination at " + client.location() + " cannot drop tables.",
                "Use refresh drop_data, which empties tables, or drop them there yourself.");
    }
}
