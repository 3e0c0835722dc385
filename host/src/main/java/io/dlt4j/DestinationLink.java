package io.dlt4j;

import io.dlt4j.api.config.ConfigField;
import io.dlt4j.api.config.ConfigValues;
import io.dlt4j.api.load.DestinationClient;
import io.dlt4j.load.Stage;
import io.dlt4j.pack.Live;
import io.dlt4j.schema.NamingConvention;
import io.dlt4j.schema.SchemaName;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connection to the destination, made when first needed and kept for the operation. Not thread-safe. */
final class DestinationLink implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DestinationLink.class);

    private static final ConfigField<Boolean> EMPTIED = ConfigField.bool(
                    "truncate_tables_on_staging_destination_before_load")
            .withDefault(true);

    private final Setup setup;
    private @Nullable ResolvedConfiguration configuration;
    private @Nullable DestinationClient client;
    private @Nullable DestinationClient stage;

    DestinationLink(Setup setup) {
        this.setup = setup;
    }

    /** The client, opened at the first call: configuration is resolved first, then the plugin's drivers are loaded. */
    DestinationClient client() {
        if (client == null) {
            client = setup.plugins().openClient(setup.requireDestination().type(), context());
        }
        return client;
    }

    /** What the client is opened with. */
    ClientContext context() {
        return context(setup.requireDestination(), configuration().values());
    }

    private ClientContext context(Target target, ConfigValues values) {
        NamingConvention naming = naming(setup);
        return new ClientContext(
                target,
                values,
                Optional.of(setup.name()),
                DatasetConfig.of(setup.config(), target).names(setup.dataset(), naming),
                setup.context().localDir(),
                setup.work().root(),
                naming,
                setup.plugins()::openStore);
    }

    /** The place where files are staged, if the pipeline has one; opened at the first call. */
    Optional<Stage> stage() {
        if (setup.staging().isEmpty()) {
            return Optional.empty();
        }
        boolean emptied = setup.config()
                .find(EMPTIED, setup.requireDestination().sections().toArray(String[]::new))
                .orElse(true);
        if (stage == null) {
            Target target = setup.staging().get();
            ConfigValues values = ResolvedConfiguration.of(target, setup.config(), setup.plugins())
                    .values();
            stage = setup.plugins().openClient(target.type(), context(target, values));
        }
        return Optional.of(new Stage(stage, emptied));
    }

    /** Where files are staged, for reports. */
    Optional<StagingInfo> stagingInfo() {
        return stage().map(opened -> {
            Target target = setup.staging().orElseThrow();
            return new StagingInfo(
                    target.reference().canonicalType(),
                    target.name(),
                    opened.client().location());
        });
    }

    private ResolvedConfiguration configuration() {
        ResolvedConfiguration resolved = configuration;
        if (resolved == null) {
            resolved = ResolvedConfiguration.of(setup.requireDestination(), setup.config(), setup.plugins());
            configuration = resolved;
        }
        return resolved;
    }

    /** The resolved configuration; empty where nothing has needed it. */
    Optional<ResolvedConfiguration> resolved() {
        return Optional.ofNullable(configuration);
    }

    /** Lets a client that is open load its drivers on a thread beside the work that comes before they are needed. */
    void prepare() {
        DestinationClient opened = client;
        if (opened == null) {
            return;
        }
        Thread thread = new Thread(
                () -> {
                    try {
                        opened.prepare();
                    } catch (RuntimeException | LinkageError e) {
                        LOG.debug("the client could not prepare itself; opening it will tell why", e);
                    }
                },
                "dlt4j-prepare");
        thread.setDaemon(true);
        thread.start();
    }

    /** The dataset as the destination knows it. */
    static String datasetName(Setup setup) {
        return DatasetConfig.of(setup.config(), setup.requireDestination())
                .names(setup.dataset(), naming(setup))
                .dataset();
    }

    /** The convention of the default schema, which names the dataset too. */
    private static NamingConvention naming(Setup setup) {
        String schemaName = SchemaName.ofPipeline(setup.name());
        NamingConvention naming = setup.policy().naming(schemaName);
        if (naming.normalizeTableIdentifier(setup.dataset()).equals(setup.dataset())) {
            return naming;
        }
        Optional<Live> live = setup.work().live().read();
        return live.flatMap(found -> found.state().defaultSchemaName().map(found.schemas()::get))
                .map(schema -> setup.policy()
                        .naming(
                                schema.name(),
                                schema.naming(OptionalInt.empty()).name()))
                .orElse(naming);
    }

    @Override
    public void close() {
        if (stage != null) {
            stage.close();
            stage = null;
        }
        if (client != null) {
            client.close();
            client = null;
        }
    }
}
