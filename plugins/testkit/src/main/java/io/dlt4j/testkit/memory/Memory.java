package io.dlt4j.testkit.memory;

import io.dlt4j.api.ApiVersion;
import io.dlt4j.api.DestinationContext;
import io.dlt4j.api.DestinationFactory;
import io.dlt4j.api.DestinationPlugin;
import io.dlt4j.api.capability.Capabilities;
import io.dlt4j.api.config.ConfigField;
import io.dlt4j.api.config.ConfigSpec;
import io.dlt4j.api.load.DestinationClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the destination {@code memory}: tables in memory, with a journal in a file that is read when a client is opened. It
 * merges, replaces, stages, drops and restores, and holds no more than the memory has room for.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@DestinationPlugin(id = Memory.TYPE, api = ApiVersion.CURRENT)
public final class Memory implements DestinationFactory {

    static final String TYPE = "memory";
    static final ConfigField<String> JOURNAL = ConfigField.text("journal")
            .withDefault("memory.jsonl")
            .describedAs("The file that outlives the process. Relative paths start in the local directory.");

    private static final ConfigSpec SPEC = ConfigSpec.of("Memory", List.of(JOURNAL));

    /** Called by {@link java.util.ServiceLoader}. */
    public Memory() {}

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.builder(TYPE)
                .fileFormats(List.of("jsonl"))
                .transactions(true)
                .ddlTransactions(true)
                .mergeStrategies(List.of("delete-insert", "upsert", "insert-only"))
                .replaceStrategies(List.of("truncate-and-insert", "insert-from-staging"))
                .maxFilesPerJob(50)
                .build();
    }

    @Override
    public ConfigSpec configSpec() {
        return SPEC;
    }

    @Override
    public DestinationClient open(DestinationContext context) {
        return new MemoryClient(context);
    }

    /**
     * The rows of a table, read from a journal; none if there is no such dataset or table.
     *
     * @throws IOException if the journal cannot be read
     */
    public static List<Map<String, @Nullable Object>> rows(Path journal, String dataset, String table)
            throws IOException {
        return MemoryStore.read(journal).rows(dataset, table);
    }
}
