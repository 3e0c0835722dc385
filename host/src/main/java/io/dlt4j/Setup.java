package io.dlt4j;

import io.dlt4j.api.capability.Capabilities;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.format.FileFormatProvider;
import io.dlt4j.config.Config;
import io.dlt4j.config.RunContext;
import io.dlt4j.normalize.FormatChoice;
import io.dlt4j.pack.LoadPackage;
import io.dlt4j.pack.Progress;
import io.dlt4j.pack.WorkingDirectory;
import io.dlt4j.plugin.PluginCatalog;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all steps of a pipeline share, resolved once.
 *
 * @param name the pipeline's name
 * @param destination where it loads to, if anybody said so
 * @param staging where job files are put for the destination to load them from, if anybody said so
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
        Optional<Target> staging,
        String dataset,
        Rules rules,
        SchemaFolders schemaFolders,
        Options options,
        Progress progress) {

    private static final Logger LOG = LoggerFactory.getLogger(Setup.class);

    /** How a pipeline deals with what its working directory has. */
    enum Mode {
        /** It goes on with it. */
        STANDARD,
        /** It starts from scratch when data are first extracted, since what is there is from development. */
        AFTER_DEVELOPMENT,
        /** It starts from scratch when data are first extracted. */
        DEVELOPMENT,
        /** It goes on with whatever is there. */
        ATTACHED;

        /** Whether what is there counts. */
        boolean goesOn() {
            return this == STANDARD || this == ATTACHED;
        }
    }

    /**
     * Switches of a pipeline.
     *
     * @param restore whether state is restored from the destination
     * @param mode how it deals with what is there
     * @param normalizeWorkers threads that normalize
     * @param loadWorkers threads that load
     * @param tableSequential whether a table is loaded by one job at a time
     * @param maxRetries after how many tries of a job the load stops, 0 for never
     * @param skipFailed whether packages that failed are passed over
     * @param partBytes the size of extracted parts
     * @param keepCompletedJobs whether items and job files stay when their load is complete
     * @param fileFormat the format of job files, where it is not left to the destination
     * @param writers the writers of job files that need no plugin
     */
    record Options(
            boolean restore,
            Mode mode,
            int normalizeWorkers,
            int loadWorkers,
            boolean tableSequential,
            int maxRetries,
            boolean skipFailed,
            int partBytes,
            boolean keepCompletedJobs,
            Optional<String> fileFormat,
            DataWriters writers) {}

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

    /**
     * The same pipeline with another destination, whose rules hold from now on.
     *
     * @param stage where files are put for it
     */
    Setup withDestination(Target to, Optional<Target> stage) {
        return new Setup(
                name,
                context,
                config,
                plugins,
                work,
                Optional.of(to),
                stage,
                dataset,
                rules.withDestination(config, to),
                schemaFolders,
                options,
                progress);
    }

    /**
     * The formats that job files can have, preferred first: those that the destination loads, from the staging destination if
     * there is one.
     *
     * @throws DltException {@link PipelineError#PIPELINE_STAGING_UNSUPPORTED} if there is none
     */
    List<String> fileFormats() {
        if (staging.isEmpty()) {
            return capabilities().fileFormats();
        }
        if (!staging.get().sheet().stage()) {
            throw new DltException(
                    PipelineError.PIPELINE_STAGING_UNSUPPORTED,
                    "Destination " + staging.get()
                            + " cannot be used as staging destination: others do not load from it.",
                    "Use filesystem, or leave the staging destination out.");
        }
        List<String> common = capabilities().stagingFileFormats().stream()
                .filter(staging.get().sheet().fileFormats()::contains)
                .toList();
        if (common.isEmpty()) {
            throw new DltException(
                    PipelineError.PIPELINE_STAGING_UNSUPPORTED,
                    "Destination type '" + capabilities().type() + "' does not load from the staging destination '"
                            + staging.get().name() + "': it loads "
                            + (capabilities().stagingFileFormats().isEmpty()
                                    ? "from none."
                                    : capabilities().stagingFileFormats() + " from a stage."),
                    "Leave the staging destination out.");
        }
        return common;
    }

    /** Finds the writers of job files; what cannot be had is told once. */
    FormatChoice formats() {
        Map<Optional<String>, FileFormatProvider> found = new ConcurrentHashMap<>();
        return wanted -> found.computeIfAbsent(wanted, this::format);
    }

    /**
     * The writer of job files: of the format that a table wants, if the destination takes it and somebody here writes it; else of
     * the configured one; else of the destination's first that somebody here writes.
     *
     * @param wanted a format's name; {@code preferred} stands for the destination's choice
     */
    private FileFormatProvider format(Optional<String> wanted) {
        Optional<String> other = wanted.filter(name -> !name.equals("preferred"));
        if (other.isPresent()) {
            Optional<FileFormatProvider> found =
                    other.filter(fileFormats()::contains).flatMap(this::writer);
            if (found.isPresent()) {
                return found.get();
            }
            LOG.warn(
                    "job files cannot be {}: the destination takes {}, and the writers that are there decide",
                    other.get(),
                    fileFormats());
        }
        return format();
    }

    private FileFormatProvider format() {
        if (options.fileFormat().isPresent()) {
            return configuredFormat(options.fileFormat().get());
        }
        return fileFormats().stream()
                .map(this::writer)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(this::jsonl);
    }

    private FileFormatProvider configuredFormat(String format) {
        if (!fileFormats().contains(format)) {
            throw unusable(format, "destination type '" + capabilities().type() + "' does not load that format");
        }
        return writer(format).orElseThrow(() -> unusable(format, "no plugin writes that format"));
    }

    private DltException unusable(String format, String why) {
        return new DltException(
                PipelineError.PIPELINE_FORMAT_UNUSABLE,
                "The value of normalize.loader_file_format is '" + format + "', and " + why + ".",
                "Choose one of " + String.join(", ", fileFormats()) + ", or leave it to the destination.");
    }

    private Optional<FileFormatProvider> writer(String format) {
        Capabilities keeper = staging.map(Target::sheet).orElse(capabilities());
        return options.writers()
                .find(format, keeper)
                .or(() -> plugins.format(format).map(found -> found.compressed(keeper.compressedText())));
    }

    private FileFormatProvider jsonl() {
        return writer("jsonl").orElseThrow();
    }

    /** Finishes what a process that was killed had decided, and removes what it had not. */
    void recover() {
        work.recover(options.keepCompletedJobs());
    }

    /** The packages that the next load is about, oldest first; without those that it passes over. */
    List<LoadPackage> waiting() {
        return work.pending().stream()
                .filter(load -> !options.skipFailed() || load.stage() != LoadPackage.Stage.FAILED)
                .toList();
    }

    Target requireDestination() {
        return destination.orElseThrow(() -> new DltException(
                PipelineError.PIPELINE_DESTINATION_MISSING,
                "Pipeline '" + name + "' has no destination.",
                "Name one, for example with --destination duckdb or Pipeline.named(...).destination(\"duckdb\")."));
    }
}
