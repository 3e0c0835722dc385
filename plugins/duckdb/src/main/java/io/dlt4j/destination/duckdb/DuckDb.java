package io.dlt4j.destination.duckdb;

import io.dlt4j.api.ApiVersion;
import io.dlt4j.api.DestinationContext;
import io.dlt4j.api.DestinationFactory;
import io.dlt4j.api.DestinationPlugin;
import io.dlt4j.api.SupportsCheck;
import io.dlt4j.api.SupportsFileViews;
import io.dlt4j.api.capability.Capabilities;
import io.dlt4j.api.capability.DecimalPrecision;
import io.dlt4j.api.config.ConfigSpec;
import io.dlt4j.api.load.DestinationClient;
import io.dlt4j.api.load.TableFiles;
import java.util.List;
import java.util.function.Consumer;

/** Publishes the destination {@code duckdb}: a database file on the local disk. */
@DestinationPlugin(id = DuckDb.TYPE, api = ApiVersion.CURRENT)
public final class DuckDb implements DestinationFactory, SupportsCheck, SupportsFileViews {

    static final String TYPE = "duckdb";

    /** Called by {@link java.util.ServiceLoader}. */
    public DuckDb() {}

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.builder(TYPE)
                .fileFormats(List.of("parquet", "jsonl"))
                .stagingFileFormats(List.of("parquet", "jsonl"))
                .caseSensitiveIdentifiers(false)
                .decimalPrecision(new DecimalPrecision(38, 9))
                .weiPrecision(new DecimalPrecision(38, 0))
                .maxTimestampPrecision(9)
                .zonedTimestampPrecision(6)
                .ddlTransactions(true)
                .transactions(true)
                .mergeStrategies(List.of("delete-insert", "upsert", "scd2", "insert-only"))
                .replaceStrategies(List.of("truncate-and-insert", "insert-from-staging"))
                .maxFilesPerJob(1000)
                .build();
    }

    @Override
    public ConfigSpec configSpec() {
        return DuckDbConfig.SPEC;
    }

    @Override
    public void check(DestinationContext context, Consumer<String> passed) {
        new DuckDbCheck(context, passed).run();
    }

    @Override
    public DestinationClient open(DestinationContext context) {
        return DuckDbBackend.client(context);
    }

    @Override
    public DestinationClient openViews(DestinationContext context, List<TableFiles> tables) {
        return FileViews.open(context, tables);
    }
}
