package io.dlt4j.testkit.memory;

import io.dlt4j.api.ApiVersion;
import io.dlt4j.api.DestinationContext;
import io.dlt4j.api.DestinationFactory;
import io.dlt4j.api.DestinationPlugin;
import io.dlt4j.api.capability.Capabilities;
import io.dlt4j.api.config.ConfigField;
import io.dlt4j.api.config.ConfigSpec;
import io.dlt4j.api.config.ConfigValues;
import io.dlt4j.api.load.DestinationClient;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;

/** A destination whose location is which versions of libraries it runs with; its type is in its jar. */
@DestinationPlugin(id = "memory", api = ApiVersion.CURRENT)
public final class VersionTelling implements DestinationFactory {

    @Override
    public String type() {
        return DefectiveMemory.defect();
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.builder(type())
                .fileFormats(List.of("jsonl"))
                .transactions(true)
                .build();
    }

    @Override
    public ConfigSpec configSpec() {
        return ConfigSpec.of("Versions", List.of());
    }

    @Override
    public DestinationClient open(DestinationContext context) {
        DestinationContext own = (DestinationContext) Proxy.newProxyInstance(
                VersionTelling.class.getClassLoader(),
                new Class<?>[] {DestinationContext.class},
                (proxy, method, arguments) ->
                        method.getName().equals("config") ? new Journal(type()) : method.invoke(context, arguments));
        MemoryClient client = new MemoryClient(own);
        return (DestinationClient) Proxy.newProxyInstance(
                VersionTelling.class.getClassLoader(),
                MemoryClient.class.getInterfaces(),
                (proxy, method, arguments) ->
                        method.getName().equals("location") ? Libraries.versions() : method.invoke(client, arguments));
    }

    private static final class Libraries {
        static String versions() throws ReflectiveOperationException {
            Object netty = Class.forName("io.netty.util.Version")
                    .getMethod("identify", ClassLoader.class)
                    .invoke(null, VersionTelling.class.getClassLoader());
            Object common = ((java.util.Map<?, ?>) netty).get("netty-common");
            Object version = common.getClass().getMethod("artifactVersion").invoke(common);
            return "jackson " + com.fasterxml.jackson.core.json.PackageVersion.VERSION + ", netty " + version;
        }
    }

    private record Journal(String type) implements ConfigValues {
        @Override
        public <T> T require(ConfigField<T> field) {
            return find(field).orElseThrow();
        }

        @Override
        @SuppressWarnings("unchecked")
        public <T> Optional<T> find(ConfigField<T> field) {
            return Optional.of((T) (type + ".jsonl"));
        }
    }
}
