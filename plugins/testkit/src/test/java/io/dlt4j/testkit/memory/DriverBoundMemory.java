package io.dlt4j.testkit.memory;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dlt4j.api.ApiVersion;
import io.dlt4j.api.DestinationContext;
import io.dlt4j.api.DestinationFactory;
import io.dlt4j.api.DestinationPlugin;
import io.dlt4j.api.capability.Capabilities;
import io.dlt4j.api.config.ConfigSpec;
import io.dlt4j.api.load.DestinationClient;

/** A factory that cannot be loaded without a library. */
@DestinationPlugin(id = Memory.TYPE, api = ApiVersion.CURRENT)
public final class DriverBoundMemory implements DestinationFactory {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Override
    public String type() {
        return MAPPER.getTypeFactory() == null ? "" : Memory.TYPE;
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
        return new MemoryClient(context);
    }
}
