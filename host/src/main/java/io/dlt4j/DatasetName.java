package io.dlt4j;

import io.dlt4j.pack.PipelineState;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The name of the dataset that a pipeline loads into, before the naming convention. */
final class DatasetName {

    private static final DateTimeFormatter SUFFIX =
            DateTimeFormatter.ofPattern("_yyyyMMddHHmmss").withZone(ZoneOffset.UTC);

    private DatasetName() {}

    /**
     * What was said, else what an earlier run used, else a name after the pipeline.
     *
     * @param given in code or in the configuration
     * @param continued whether the pipeline goes on with what is there, in development mode too
     */
    static String of(String pipeline, Optional<String> given, Optional<PipelineState> earlier, boolean continued) {
        boolean development = earlier.filter(PipelineState::isDevMode).isPresent();
        if (development && continued) {
            given = earlier.flatMap(PipelineState::datasetName);
        }
        return given.or(() -> earlier.filter(state -> !development).flatMap(PipelineState::datasetName))
                .orElse(pipeline + "_dataset");
    }

    /** The name for development: a new one each second, as the reference makes it, but with hours of the whole day. */
    static String inDevelopment(String name, Instant now) {
        String suffix = SUFFIX.format(now);
        return name.endsWith("_") ? name + suffix.substring(1) : name + suffix;
    }
}
