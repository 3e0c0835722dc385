package io.dlt4j.destination.sqlite;

import io.dlt4j.api.ApiVersion;
import io.dlt4j.api.DestinationContext;
import io.dlt4j.api.DestinationFactory;
import io.dlt4j.api.DestinationPlugin;
import io.dlt4j.api.capability.Capabilities;
import io.dlt4j.api.config.ConfigField;
import io.dlt4j.api.config.ConfigSpec;
import io.dlt4j.api.load.DestinationClient;
import java.util.List;

/** Publishes the destination {@code sqlite}: files of SQLite on the local disk. */
@DestinationPlugin(id = Sqlite.TYPE, api = ApiVersion.CURRENT)
public final class Sqlite implements DestinationFactory {

    static final String TYPE = "sqlite";

    static final ConfigField<String> DATABASE = ConfigField.text("database")
            .optional()
            .describedAs(
                    "The database file; a dataset is kept in <file>__<dataset> beside it, as <name>__<dataset>.db for"
                            + " <name>.db. Relative paths start in the local directory. Default: <pipeline name>.db");

    private static final ConfigSpec SPEC = ConfigSpec.of("SQLite", List.of(DATABASE));

    /** Called by {@link java.util.ServiceLoader}. */
    public Sqlite() {}

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.builder(TYPE)
                .fileFormats(List.of("jsonl"))
                .caseSensitiveIdentifiers(false)
                .ddlTransactions(true)
                .transactions(true)
                .mergeStrategies(List.of("delete-insert", "scd2"))
                .replaceStrategies(List.of("truncate-and-insert", "insert-from-staging"))
                .maxParallelJobs(1)
                .maxFilesPerJob(100)
                .build();
    }

    @Override
    public ConfigSpec configSpec() {
        return SPEC;
    }

    @Override
    public DestinationClient open(DestinationContext context) {
        return SqliteBackend.client(context);
    }
}
