package io.dlt4j;

import io.dlt4j.api.DestinationContext;
import io.dlt4j.api.FailPoint;
import io.dlt4j.api.config.ConfigValues;
import io.dlt4j.api.load.DestinationClient;
import io.dlt4j.api.schema.Identifiers;
import io.dlt4j.pack.FailPoints;
import io.dlt4j.pack.Live;
import io.dlt4j.schema.NamingConvention;
import io.dlt4j.schema.SchemaName;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connection to the destination, made when first needed and kept for the operation. Not thread-safe. */
final class DestinationLink implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DestinationLink.class);

    private final Setup setup;
    private @Nullable DestinationClient client;

    DestinationLink(Setup setup) {
        this.setup = setup;
    }

    /** The client, opened at the first call: configuration is resolved first, then the plugin's drivers are loaded. */
    DestinationClient client() {
        if (client == null) {
            Destination destination = setup.requireDestination();
            ConfigValues values = setup.config()
                    .resolve(
                            setup.plugins().configSpec(destination.type()),
                            List.of("destination", destination.name()),
                            destination.values());
            client = setup.plugins().openClient(destination.type(), new Context(setup, destination, values));
        }
        return client;
    }

    /** Lets the client load its drivers on a thread beside the work that comes before it is needed. */
    void prepare() {
        DestinationClient opened = client();
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
        return naming(setup).normalizeTableIdentifier(setup.dataset());
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

    private record Context(Setup setup, Destination destination, ConfigValues config) implements DestinationContext {

        @Override
        public String destinationName() {
            return destination.name();
        }

        @Override
        public boolean isNamed() {
            return destination.isNamed();
        }

        @Override
        public Optional<String> pipelineName() {
            return Optional.of(setup.name());
        }

        @Override
        public String datasetName() {
            return DestinationLink.datasetName(setup);
        }

        @Override
        public Path localDir() {
            return setup.context().localDir();
        }

        @Override
        public Path workDir() {
            return setup.work().root();
        }

        @Override
        public Identifiers identifiers() {
            NamingConvention naming = naming(setup);
            return new Identifiers() {
                @Override
                public String table(String name) {
                    return naming.normalizeTableIdentifier(name);
                }

                @Override
                public String column(String name) {
                    return naming.normalizeIdentifier(name);
                }
            };
        }

        @Override
        public FailPoint failPoint() {
            return FailPoints::reach;
        }
    }
}
