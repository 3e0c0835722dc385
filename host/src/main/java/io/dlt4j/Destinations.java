package io.dlt4j;

import io.dlt4j.api.config.ConfigField;
import io.dlt4j.api.config.ConfigSpec;
import io.dlt4j.config.Config;
import io.dlt4j.config.RunContext;
import io.dlt4j.pack.PipelineState;
import io.dlt4j.plugin.PluginCatalog;
import io.dlt4j.schema.NamingConvention;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The destinations that there are, seen without a pipeline: which types, what they can do, how they are configured, and whether
 * a configuration works. Thread-safe.
 */
public final class Destinations implements AutoCloseable {

    private static final ConfigField<String> DATASET =
            ConfigField.text("dataset_name").optional();
    private static final String CHECK_DATASET = "dlt4j_check";

    private final RunContext context;
    private final Config config;
    private final PluginCatalog plugins;
    private final Optional<String> pipeline;

    private Destinations(RunContext context, Config config, PluginCatalog plugins, Optional<String> pipeline) {
        this.context = context;
        this.config = config;
        this.plugins = plugins;
        this.pipeline = pipeline;
    }

    /** With the environment, the configuration and the plugins of this process. */
    public static Destinations ofProcess() {
        return of(System.getenv(), Optional.empty(), Optional.empty());
    }

    /**
     * With those of a project.
     *
     * @param environment variables by name, instead of the process's
     * @param projectDir where {@code .dlt/} is, and where relative paths start
     * @param pluginsDir searched for plugins before all others
     */
    public static Destinations of(
            Map<String, String> environment, Optional<Path> projectDir, Optional<Path> pluginsDir) {
        RunContext context = RunContext.of(environment, projectDir);
        return new Destinations(
                context,
                Config.of(context, environment, Optional.empty()),
                PluginCatalog.of(context, environment, pluginsDir),
                Optional.empty());
    }

    /**
     * The same ones as that pipeline sees them: its own configuration goes first, and relative paths start where it was created.
     * Closing either closes both.
     */
    public Destinations forPipeline(String name) {
        Optional<PipelineState> earlier = NewState.earlier(workDir(context, Optional.of(name)));
        return new Destinations(
                NewState.context(context, earlier.filter(state -> !state.isDevMode())),
                config.withPipelineName(Optional.of(name)),
                plugins,
                Optional.of(name));
    }

    /** The types that this product and the plugins that were found bring, sorted. */
    public List<DestinationType> types() {
        return plugins.destinationTypes().stream()
                .map(type -> DestinationType.of(type, plugins))
                .toList();
    }

    /**
     * What a destination is, as it is configured. Needs no credentials, and loads no driver.
     *
     * @throws io.dlt4j.api.error.DltException if it is none, or nothing knows what its type can do
     */
    public DestinationInfo inspect(Destination destination) {
        Target target = find(destination);
        return DestinationInfo.of(target, rules(target).capabilities());
    }

    /** As {@link #inspect(Destination)}, under that naming convention. */
    public DestinationInfo inspect(Destination destination, String namingConvention) {
        Target target = find(destination);
        int limit = target.capabilities(config).identifierLimit();
        NamingConvention naming = NamingConvention.of(namingConvention, OptionalInt.of(limit));
        return DestinationInfo.of(target, target.capabilities(config, naming));
    }

    /**
     * The configuration that a destination takes: fields of its own, and those that each destination with datasets has. Loads its plugin, and no driver.
     *
     * @throws io.dlt4j.api.error.DltException if it is no destination, or its plugin is not there
     */
    public ConfigSpec configSpec(Destination destination) {
        ConfigSpec own = plugins.configSpec(find(destination).type());
        List<ConfigField<?>> fields = new ArrayList<>(own.fields());
        Stream.concat(DatasetConfig.SPEC.fields().stream(), Stream.of(ResolvedConfiguration.ENVIRONMENT))
                .filter(field -> own.find(field.name()).isEmpty())
                .forEach(fields::add);
        ConfigSpec all = ConfigSpec.of(own.name(), fields);
        return own.section().map(all::inSection).orElse(all);
    }

    /**
     * Tries a destination out: resolves its configuration, connects, tries what a load needs, and takes all of it back.
     *
     * @param dataset the dataset that a load would use; that of the pipeline, or a name of its own, if nothing is
     *     said
     * @param passed is told each thing that worked, in order
     * @throws io.dlt4j.api.error.DltException at the first thing that does not work
     */
    public void check(Destination destination, Optional<String> dataset, Consumer<String> passed) {
        Target target = find(destination);
        passed.accept("found " + target);
        ResolvedConfiguration resolved = ResolvedConfiguration.of(target, config, plugins);
        passed.accept("resolved the configuration");
        NamingConvention naming = rules(target).policy().naming(CHECK_DATASET);
        String name = dataset.or(this::configuredDataset).orElse(CHECK_DATASET);
        ClientContext client = new ClientContext(
                target,
                resolved.values(),
                pipeline,
                DatasetConfig.of(config, target).names(name, naming),
                context.localDir(),
                workDir(context, pipeline),
                naming,
                plugins::openStore);
        plugins.check(target.type(), client, passed);
    }

    private Optional<String> configuredDataset() {
        return pipeline.map(
                        name -> DatasetName.of(config, name, Optional.empty()).text(Optional.empty(), false))
                .or(() -> config.find(DATASET, "pipelines"));
    }

    private static Path workDir(RunContext context, Optional<String> pipeline) {
        Path pipelines = context.dataDir().resolve("dlt4j").resolve("pipelines");
        return pipeline.map(pipelines::resolve).orElse(pipelines);
    }

    private Rules rules(Target target) {
        return Rules.of(config, Optional.of(target), CHECK_DATASET, NamingConvention.DEFAULT_NAME);
    }

    private Target find(Destination destination) {
        return new TargetLookup(config, plugins).find(destination);
    }

    /** Gives the plugins back. */
    @Override
    public void close() {
        plugins.close();
    }
}
