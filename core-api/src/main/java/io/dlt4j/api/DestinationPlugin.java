package io.dlt4j.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/** Marks a {@link DestinationFactory} with the API version that it was compiled against. */
@API(status = API.Status.STABLE, since = "0.1")
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface DestinationPlugin {

    /** The plugin's id; for a destination, its type. Lower-case letters, digits and dashes. */
    String id();

    /** Always {@link ApiVersion#CURRENT}: the constant is copied into the plugin when it is compiled. */
    String api();
}
