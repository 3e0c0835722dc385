package io.dlt4j.plugin;

import io.dlt4j.api.DestinationContext;
import io.dlt4j.api.FailPoint;
import io.dlt4j.api.config.ConfigField;
import io.dlt4j.api.config.ConfigValues;
import io.dlt4j.api.schema.Identifiers;
import java.nio.file.Path;
import java.util.Optional;

/** A context of a client that needs nothing of it. */
final class FixtureContext implements DestinationContext {

    @Override
    public ConfigValues config() {
        return new ConfigValues() {
            @Override
            public <T> T require(ConfigField<T> field) {
                throw new IllegalStateException("no value for " + field);
            }

            @Override
            public <T> Optional<T> find(ConfigField<T> field) {
                return Optional.empty();
            }
        };
    }

    @Override
    public String destinationName() {
        return "fixture";
    }

    @Override
    public boolean isNamed() {
        return false;
    }

    @Override
    public Optional<String> pipelineName() {
        return Optional.empty();
    }

    @Override
    public String datasetName() {
        return "dataset";
    }

    @Override
    public String stagingDatasetName() {
        return datasetName() + "_staging";
    }

    @Override
    public Path localDir() {
        return Path.of("").toAbsolutePath();
    }

    @Override
    public Path workDir() {
        return localDir();
    }

    @Override
    public Identifiers identifiers() {
        return new Identifiers() {
            @Override
            public String table(String name) {
                return name;
            }

            @Override
            public String column(String name) {
                return name;
            }
        };
    }

    @Override
    public FailPoint failPoint() {
        return label -> {};
    }
}
