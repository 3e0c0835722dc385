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
 * @param rules those of the destination, or generic ones where there is none
 * @param schemaFolders where people keep schemas
 */
record Setup(
        String name,
        RunContext context,
        Config config,
        PluginCatalog plugins,
        WorkingDirectory work,
        Optional<Target> destination,
        String dataset,
        Rules rules,
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

    Capabilities capabilities() {
        return rules.capabilities();
    }

    String sheetHash() {
        return rules.sheetHash();
    }

    /** What holds for all schemas. */
    SchemaPolicy policy() {
        return rules.policy();
    }

    /** The same pipeline with another destination, whose rules hold from now on. */
    Setup withDestination(Target to) {
        return new Setup(
                name,
                context,
                config,
                plugins,
                work,
                Optional.of(to),
                dataset,
                rules.withDestination(config, to),
                schemaFolders,
                options,
                progress);
    }

    /** The writer of job files: the destination's first format that somebody here writes. */
    FileFormatProvider format() {
        List<String> wanted = capabilities().fileFormats();
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

    Target requireDestination() {
        return destination.orElseThrow(() -> new DltException(
                PipelineError.PIPELINE_DESTINATION_MISSING,
                "Pipeline '" + name + "' has no destination.",
                "Name one, for example with --destination duckdb or Pipeline.named(...).destination(\"duckdb\")."));
    }
}
