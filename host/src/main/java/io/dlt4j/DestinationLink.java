package io.dlt4j;

import io.dlt4j.api.load.DestinationClient;
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

    private final Setup setup;
    private @Nullable ResolvedConfiguration configuration;
    private @Nullable DestinationClient client;

    DestinationLink(Setup setup) {
        this.setup = setup;
    }

    /** The client, opened at the first call: configuration is resolved first, then the plugin's drivers are loaded. */
    DestinationClient client() {
        if (client == null) {
            Target target = setup.requireDestination();
            NamingConvention naming = naming(setup);
            ClientContext context = new ClientContext(
                    target,
                    configuration().values(),
                    Optional.of(setup.name()),
                    DatasetConfig.of(setup.config(), target).names(setup.dataset(), naming),
                    setup.context().localDir(),
                    setup.work().root(),
                    naming,
                    setup.plugins()::openStore);
            client = setup.plugins().openClient(target.type(), context);
        }
        return client;
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
        if (client != null) {
            client.close();
            client = null;
        }
    }
}
