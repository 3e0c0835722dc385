package io.dlt4j.api;

import io.dlt4j.api.capability.Capabilities;
import io.dlt4j.api.config.ConfigSpec;
import io.dlt4j.api.config.ConfigValues;
import io.dlt4j.api.load.DestinationClient;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * What a plugin author implements to publish a destination.
 *
 * <p>A class is found as a destination when all of this holds: it is public and final, has a public constructor without
 * parameters, is annotated with {@link DestinationPlugin}, is named in
 * {@code META-INF/services/io.dlt4j.api.DestinationFactory}, and its jar is on the class path, on the module path or in a
 * plugin directory as {@code <id>/<id>.jar}.
 *
 * <p>{@link #type}, {@link #capabilities} and {@link #configSpec} must work while the drivers of the destination are
 * absent: the class names no driver type in a signature, a static field or a {@code catch} clause, and {@link #open} is one
 * {@code return new …Client(context)}. Implementations have no state and are thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface DestinationFactory {

    /** The destination type users name, for example {@code duckdb}. Equals {@link DestinationPlugin#id()}. */
    String type();

    /**
     * What the destination can do, the same on every call and equal to the sheet
     * {@code META-INF/dlt4j/capabilities/<type>.json} of the plugin's jar.
     */
    Capabilities capabilities();

    /** The configuration that {@link #open} needs. */
    ConfigSpec configSpec();

    /**
     * What tells this store from others of its type, without secrets: the name of a host, a project. Load infos carry a
     * hash of it as the destination's fingerprint. Works without the drivers.
     *
     * @param config resolved values of {@link #configSpec()}
     * @return empty if nothing tells it
     */
    default Optional<String> storeIdentity(ConfigValues config) {
        return Optional.empty();
    }

    /**
     * Opens a client. Called by the load step, and to read back what a dataset holds; never by extract and normalize.
     *
     * @throws io.dlt4j.api.error.DltException if the configuration cannot work or the destination is out of reach
     */
    DestinationClient open(DestinationContext context);
}
