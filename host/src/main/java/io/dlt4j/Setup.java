package io.dlt4j;

import io.dlt4j.api.capability.Capabilities;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.format.FileFormatProvider;
import io.dlt4j.config.Config;
import io.dlt4j.config.RunContext;
import io.dlt4j.normalize.JsonlFormat;
import io.dlt4j.pack.Progress;
import io.dlt4j.pack.WorkingDirectory;
import io.dlt4j.plugin.PluginCatalog;
import java.util.List;
import java.util.Optional;

/**
 * What all steps of a pipeline share, resolved once.
 *
 * @param name the pipeline's name
 * @param destination where it loads to, if anybody said so
 * @param dataset the dataset before the naming convention
 * @param capabilities those of the destination, or generic ones where there is none
 * @param sheetHash identifies the capabilities
 * @param policy what holds for all schemas
 * @param schemaFolders where people keep schemas
 */
record Setup(
        String name,
        RunContext context,
        Config config,
        PluginCatalog plugins,
        WorkingDirectory work,
        Optional<Destination> destination,
        String dataset,
        Capabilities capabilities,
        String sheetHash,
        SchemaPolicy policy,
        SchemaFolders schemaFolders,
        Options options,
        Progress progress) {

    /**
     * Switches of a pipeline.
     *
     * @param restore whether state is restored from the destination
     * @param normalizeWorkers threads that normalize
     * @param loadWorkers threads that load
     * @param maxRetries how often a job is tried again
     * @param partBytes the size of extracted parts
     * @param keepCompletedJobs whether items and job files stay when their load is complete
     */
    record Options(
            boolean restore,
            int normalizeWorkers,
            int loadWorkers,
            int maxRetries,
            int partBytes,
            boolean keepCompletedJobs) {}

    /** The writer of job files: the destination's first format that somebody here writes. */
    FileFormatProvider format() {
        List<String> wanted = capabilities.fileFormats();
        for (String format : wanted) {
            if (format.equals("jsonl")) {
                return new JsonlFormat();
            }
            Optional<FileFormatProvider> provider = plugins.format(format);
            if (provider.isPresent()) {
                return provider.get();
            }
        }
        return new JsonlFormat();
    }

    Destination requireDestination() {
        return destination.orElseThrow(() -> new DltException(
                PipelineError.PIPELINE_DESTINATION_MISSING,
                "Pipeline '" + name + "' has no destination.",
                "Name one, for example with --destination duckdb or Pipeline.named(...).destination(\"duckdb\")."));
    }
}
