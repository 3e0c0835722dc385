package io.dlt4j;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.DestinationFactory;
import io.dlt4j.api.config.ConfigField;
import io.dlt4j.api.error.DltException;
import io.dlt4j.config.CapabilitySheet;
import io.dlt4j.config.Config;
import io.dlt4j.config.ConfigError;
import io.dlt4j.config.ConfigProvider;
import io.dlt4j.config.LoadConfig;
import io.dlt4j.config.RunContext;
import io.dlt4j.extract.PartSource;
import io.dlt4j.pack.PipelineState;
import io.dlt4j.pack.Progress;
import io.dlt4j.pack.WorkingDirectory;
import io.dlt4j.plugin.PluginCatalog;
import io.dlt4j.schema.NamingConvention;
import io.dlt4j.schema.SchemaName;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Collects what a {@link Pipeline} is made from. What is not said here is looked up in the configuration, then in the state
 * that an earlier run left.
 */
public final class PipelineBuilder {

    private static final ConfigField<Boolean> RESTORE =
            ConfigField.bool("restore_from_destination").withDefault(true);
    private static final ConfigField<Boolean> DEV_MODE =
            ConfigField.bool("dev_mode").optional();
    private static final ConfigField<Long> WORKERS =
            ConfigField.integer("workers").optional();
    private static final ConfigField<Long> PART_BYTES =
            ConfigField.integer("part_bytes").withDefault((long) PartSource.DEFAULT_TARGET_BYTES);
    private static final ConfigField<Boolean> KEEP_COMPLETED_JOBS =
            ConfigField.bool("keep_completed_jobs").withDefault(false);
    private static final ConfigField<String> FILE_FORMAT =
            ConfigField.text("loader_file_format").optional();
    private static final int MAX_WORKERS = 1024;

    private final String name;
    private Optional<Destination> destination = Optional.empty();
    private Optional<Destination> staging = Optional.empty();
    private Optional<String> reference = Optional.empty();
    private Optional<String> stagingReference = Optional.empty();
    private Optional<Destination> fallback = Optional.empty();
    private Optional<String> dataset = Optional.empty();
    private Optional<Path> pipelinesDir = Optional.empty();
    private Optional<Path> projectDir = Optional.empty();
    private Optional<Path> pluginsDir = Optional.empty();
    private Optional<PluginCatalog> plugins = Optional.empty();
    private Optional<Path> capabilities = Optional.empty();
    private Optional<Path> imports = Optional.empty();
    private Optional<Path> exports = Optional.empty();
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final List<ConfigProvider> providers = new ArrayList<>();
    private Optional<Boolean> devMode = Optional.empty();
    private boolean attached;
    private Map<String, String> environment = System.getenv();
    private Progress progress = Progress.NONE;

    PipelineBuilder(String name) {
        this.name = requireNonNull(name, "name is null");
    }

    /**
     * Loads to the destination of that name or type; see {@link Destination#from(String)}. The configured
     * {@code destination_name}, if there is one, gives it its name.
     */
    public PipelineBuilder destination(String nameOrType) {
        if (nameOrType.isBlank()) {
            throw new IllegalArgumentException("nameOrType is blank");
        }
        destination = Optional.empty();
        reference = Optional.of(nameOrType);
        return this;
    }

    /** Loads to the destination of that factory class. */
    public PipelineBuilder destination(Class<? extends DestinationFactory> factory) {
        return destination(Destination.from(factory));
    }

    /** Loads to that destination. */
    public PipelineBuilder destination(Destination to) {
        destination = Optional.of(to);
        reference = Optional.empty();
        return this;
    }

    /**
     * Puts job files into that destination, which is a {@code filesystem}, for the pipeline's destination to load them from. Only
     * destinations whose capabilities have staging file formats do that.
     */
    public PipelineBuilder staging(Destination at) {
        staging = Optional.of(at);
        stagingReference = Optional.empty();
        return this;
    }

    /** As {@link #staging(Destination)}, by name or type; the configured {@code staging_name}, if there is one, gives it its name. */
    public PipelineBuilder staging(String nameOrType) {
        staging = Optional.empty();
        stagingReference = Optional.of(nameOrType);
        return this;
    }

    /** Loads to that destination if neither {@link #destination}, nor configuration, nor the pipeline's state has one. */
    public PipelineBuilder defaultDestination(Destination to) {
        fallback = Optional.of(to);
        return this;
    }

    /** Loads into that dataset; {@code <pipeline>_dataset} if nothing is said. */
    public PipelineBuilder dataset(String datasetName) {
        dataset = Optional.of(datasetName);
        return this;
    }

    /** Keeps the working directory under {@code directory}. */
    public PipelineBuilder pipelinesDir(Path directory) {
        pipelinesDir = Optional.of(directory);
        return this;
    }

    /**
     * Takes {@code .dlt/} and relative paths of destinations from {@code directory} instead of the current one; for the paths of a
     * pipeline that has run, the directory of its first run stands.
     */
    public PipelineBuilder projectDir(Path directory) {
        projectDir = Optional.of(directory);
        return this;
    }

    /**
     * Extracts and normalizes by the capability sheet in {@code file}, in the place of that of its destination type, which needs
     * no plugin then; it is the destination if no other one is named.
     */
    public PipelineBuilder capabilities(Path file) {
        capabilities = Optional.of(file);
        return this;
    }

    /** Looks for plugins in {@code directory} before all others. */
    public PipelineBuilder pluginsDir(Path directory) {
        pluginsDir = Optional.of(directory);
        return this;
    }

    /** Takes plugins from {@code catalog} alone, which stays the caller's, for programs that say themselves where plugins are. */
    public PipelineBuilder plugins(PluginCatalog catalog) {
        plugins = Optional.of(catalog);
        return this;
    }

    /**
     * Keeps schemas in {@code directory} for people to edit: the first extract writes a schema there, and each extract that finds
     * it edited goes on with the file's content.
     */
    public PipelineBuilder importSchemas(Path directory) {
        imports = Optional.of(directory.toAbsolutePath());
        return this;
    }

    /** Writes schemas to {@code directory} when a package is normalized, over what is there. */
    public PipelineBuilder exportSchemas(Path directory) {
        exports = Optional.of(directory.toAbsolutePath());
        return this;
    }

    /**
     * Starts from scratch each time that a pipeline is opened, in a dataset of its own: what the working directory has is
     * removed when data are first extracted, nothing is restored, and the dataset's name ends in the time. A pipeline that is opened
     * without this again starts from scratch once more.
     */
    public PipelineBuilder devMode(boolean wanted) {
        devMode = Optional.of(wanted);
        return this;
    }

    /** Goes on with what the working directory has, in development mode too: for steps after an extract in another process. */
    public PipelineBuilder attached() {
        attached = true;
        return this;
    }

    /** Uses these variables instead of the process's environment. */
    public PipelineBuilder environment(Map<String, String> variables) {
        environment = Map.copyOf(variables);
        return this;
    }

    /**
     * Sets a configuration value as if {@code config.toml} had it, or {@code secrets.toml} for a
     * {@link io.dlt4j.api.config.Secret}. Environment variables go before it.
     *
     * @param key all sections and the field, joined with dots, for example {@code destination.postgres.credentials.host}
     * @param value a text, number, boolean, list or map
     */
    public PipelineBuilder config(String key, Object value) {
        values.put(key, requireNonNull(value, "value is null"));
        return this;
    }

    /** Asks {@code provider} for configuration too, after the environment, the files and the vaults that these turn on. */
    public PipelineBuilder provider(ConfigProvider provider) {
        providers.add(requireNonNull(provider, "provider is null"));
        return this;
    }

    /** Reports progress. */
    public PipelineBuilder progress(Progress listener) {
        progress = requireNonNull(listener, "listener is null");
        return this;
    }

    /**
     * The pipeline. Reads configuration and the working directory's mark; touches no destination.
     *
     * @throws DltException if the name cannot be a directory's, or a destination's rules are not known
     */
    public Pipeline open() {
        requireName();
        RunContext context = RunContext.of(environment, projectDir);
        Config config = config(context);
        PluginCatalog plugins = this.plugins.orElseGet(() -> PluginCatalog.of(context, environment, pluginsDir));
        Path directory = pipelinesDir
                .orElseGet(() -> context.dataDir().resolve("dlt4j").resolve("pipelines"))
                .resolve(name);
        Optional<String> given = capabilities.map(CapabilitySheet::parse).map(plugins::register);
        Optional<PipelineState> earlier = NewState.earlier(directory);
        TargetLookup lookup = new TargetLookup(config, plugins);
        Optional<Target> named = lookup.find(name, destination, reference)
                .or(() -> given.map(type -> lookup.find(type, Optional.empty())));
        Optional<PipelineState> remembered = earlier.filter(
                state -> named.isEmpty() && state.destinationType().isPresent());
        Optional<Target> target = named.or(() -> remembered.flatMap(state -> remembered(state, lookup)))
                .or(() -> fallback.map(lookup::find));
        Optional<Target> stage = lookup.findStaging(name, staging, stagingReference)
                .or(() -> remembered.flatMap(state -> rememberedStaging(state, lookup)))
                .or(() -> target.flatMap(lookup::stagingOf));
        Setup.Options options = options(config, earlier);
        Setup setup = new Setup(
                name,
                NewState.context(context, earlier.filter(state -> options.mode().goesOn())),
                config,
                plugins,
                WorkingDirectory.open(directory, Product.VERSION),
                target,
                stage,
                dataset(config, earlier),
                Rules.of(
                        config,
                        target,
                        SchemaName.ofPipeline(name),
                        environment.getOrDefault("DLT_DEFAULT_NAMING_MODULE", NamingConvention.DEFAULT_NAME)),
                SchemaFolders.configured(config, name, context.runDir()).with(imports, exports),
                options,
                progress);
        setup.fileFormats();
        return new Pipeline(setup, this.plugins.isEmpty());
    }

    private Config config(RunContext context) {
        Config.Builder config = Config.builder(context, environment);
        values.forEach(config::value);
        providers.forEach(config::provider);
        return config.build().withPipelineName(Optional.of(name));
    }

    private boolean isDevMode(Config config) {
        return !attached
                && devMode.or(() -> config.find(DEV_MODE, "pipelines", name)).orElse(false);
    }

    private String dataset(Config config, Optional<PipelineState> earlier) {
        DatasetName named = DatasetName.of(config, name, dataset);
        return isDevMode(config) ? named.inDevelopment(Instant.now()) : named.text(earlier, attached);
    }

    private Setup.Mode mode(Config config, Optional<PipelineState> earlier) {
        if (attached) {
            return Setup.Mode.ATTACHED;
        }
        if (isDevMode(config)) {
            return Setup.Mode.DEVELOPMENT;
        }
        return earlier.filter(PipelineState::isDevMode).isPresent()
                ? Setup.Mode.AFTER_DEVELOPMENT
                : Setup.Mode.STANDARD;
    }

    private Setup.Options options(Config config, Optional<PipelineState> earlier) {
        LoadConfig load = LoadConfig.of(config);
        return new Setup.Options(
                config.find(RESTORE, "pipelines", name).orElse(true),
                mode(config, earlier),
                number(config, WORKERS, "normalize", 1, MAX_WORKERS),
                load.workers(),
                load.isTableSequential(),
                load.raiseOnMaxRetries(),
                load.skipFailedPackages(),
                number(config, PART_BYTES, "extract", PartSource.MIN_TARGET_BYTES, PartSource.MAX_ITEM_BYTES),
                config.find(KEEP_COMPLETED_JOBS, "load").orElse(false),
                config.find(FILE_FORMAT, "normalize"),
                DataWriters.of(config));
    }

    private static int number(Config config, ConfigField<Long> field, String section, int least, int most) {
        long value = config.find(field, section)
                .orElseGet(() -> (long) Runtime.getRuntime().availableProcessors());
        if (value < least || value > most) {
            String key = section + "." + field.name();
            throw new DltException(
                    ConfigError.CONFIG_VALUE_INVALID,
                    "The value of " + key + " is " + value + ", it must be between " + least + " and " + most + ".",
                    "Correct it in config.toml, or in the environment variable "
                            + key.toUpperCase(Locale.ROOT).replace(".", "__") + ".");
        }
        return (int) value;
    }

    /** Where the pipeline loaded to before. */
    private static Optional<Target> remembered(PipelineState state, TargetLookup lookup) {
        return state.destinationType().map(type -> lookup.find(type, state.destinationName()));
    }

    /** Where the files of that destination were staged before. */
    private static Optional<Target> rememberedStaging(PipelineState state, TargetLookup lookup) {
        return state.stagingType().map(type -> lookup.find(type, state.stagingName()));
    }

    private void requireName() {
        boolean usable = !name.isBlank()
                && !name.equals(".")
                && !name.equals("..")
                && name.chars().noneMatch(c -> c < ' ' || "<>:\"/\\|?*".indexOf(c) >= 0);
        if (!usable) {
            throw new DltException(
                    PipelineError.PIPELINE_NAME_INVALID,
                    "The pipeline name '" + name + "' cannot be the name of a directory.",
                    "Use letters, digits, dashes and underscores.");
        }
    }
}
