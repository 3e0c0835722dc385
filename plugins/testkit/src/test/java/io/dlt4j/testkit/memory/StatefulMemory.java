package io.dlt4j.testkit.memory;

import io.dlt4j.api.ApiVersion;
import io.dlt4j.api.DestinationContext;
import io.dlt4j.api.DestinationFactory;
import io.dlt4j.api.DestinationPlugin;
import io.dlt4j.api.capability.Capabilities;
import io.dlt4j.api.config.ConfigSpec;
import io.dlt4j.api.load.DestinationClient;

/** A factory that remembers something. */
@DestinationPlugin(id = Memory.TYPE, api = ApiVersion.CURRENT)
public final class StatefulMemory implements DestinationFactory {

    private int opened;

    @Override
    public String type() {
        return Memory.TYPE;
    }

    @Override
    public Capabilities capabilities() {
        return new Memory().capabilities();
    }

    @Override
    public ConfigSpec configSpec() {
        return new Memory().configSpec();
    }

    @Override
    public DestinationClient open(DestinationContext context) {
        opened++;
        return new MemoryClient(context);
    }
}
