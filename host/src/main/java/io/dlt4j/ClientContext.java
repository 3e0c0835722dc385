package io.dlt4j;

import io.dlt4j.api.DestinationContext;
import io.dlt4j.api.FailPoint;
import io.dlt4j.api.config.ConfigValues;
import io.dlt4j.api.schema.Identifiers;
import io.dlt4j.api.storage.ObjectStore;
import io.dlt4j.api.storage.StorageLocation;
import io.dlt4j.pack.FailPoints;
import io.dlt4j.schema.NamingConvention;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a client is opened with.
 *
 * @param datasets the dataset and its staging dataset
 * @param stores opens stores through their plugins
 */
record ClientContext(
        Target target,
        ConfigValues config,
        Optional<String> pipelineName,
        DatasetConfig.Names datasets,
        Path localDir,
        Path workDir,
        NamingConvention naming,
        Function<StorageLocation, ObjectStore> stores)
        implements DestinationContext {

    @Override
    public String destinationName() {
        return target.name();
    }

    @Override
    public boolean isNamed() {
        return target.isNamed();
    }

    @Override
    public String datasetName() {
        return datasets.dataset();
    }

    @Override
    public String stagingDatasetName() {
        return datasets.staging();
    }

    @Override
    public Identifiers identifiers() {
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

    @Override
    public ObjectStore openStore(StorageLocation location) {
        return stores.apply(location);
    }
}
