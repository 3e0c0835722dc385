package io.dlt4j;

import io.dlt4j.api.config.ConfigField;
import io.dlt4j.api.error.DltException;
import io.dlt4j.config.Config;
import io.dlt4j.config.ConfigError;
import io.dlt4j.pack.PipelineState;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * The name of the dataset that a pipeline loads into, before the naming convention.
 *
 * @param pipeline gives the name where nobody else does
 * @param given in code or in the configuration
 * @param layout the name that it becomes, with {@code %s} where it goes
 */
record DatasetName(String pipeline, Optional<String> given, Optional<String> layout) {

    private static final ConfigField<String> NAME =
            ConfigField.text("dataset_name").optional();
    private static final ConfigField<String> LAYOUT =
            ConfigField.text("dataset_name_layout").optional();
    private static final ConfigField<Boolean> SINGLE =
            ConfigField.bool("use_single_dataset").withDefault(true);
    private static final String PLACE = "%s";
    private static final DateTimeFormatter SUFFIX =
            DateTimeFormatter.ofPattern("_yyyyMMddHHmmss").withZone(ZoneOffset.UTC);

    /**
     * What the configuration says of a pipeline's dataset, where code says nothing.
     *
     * @throws DltException if it asks for more datasets than one, or for a layout that drops the name
     */
    static DatasetName of(Config config, String pipeline, Optional<String> inCode) {
        Optional<String> layout = config.find(LAYOUT, "pipelines", pipeline);
        if (layout.filter(text -> !text.contains(PLACE)).isPresent()) {
            throw new DltException(
                    ConfigError.CONFIG_VALUE_INVALID,
                    "The value of dataset_name_layout is '" + layout.get()
                            + "', which has no place for the dataset's name.",
                    "Write %s where the name goes, for example prefix_%s.");
        }
        if (!config.find(SINGLE, "pipelines", pipeline).orElse(true)) {
            throw new DltException(
                    ConfigError.CONFIG_VALUE_INVALID,
                    "The value of use_single_dataset is false, and pipeline '" + pipeline
                            + "' loads all schemas into one dataset.",
                    "Remove it, and give each schema that needs a dataset of its own a pipeline of its own.");
        }
        return new DatasetName(pipeline, inCode.or(() -> config.find(NAME, "pipelines", pipeline)), layout);
    }

    /**
     * What was said, else what an earlier run used, else a name after the pipeline.
     *
     * @param continued whether the pipeline goes on with what is there, in development mode too
     */
    String text(Optional<PipelineState> earlier, boolean continued) {
        boolean development = earlier.filter(PipelineState::isDevMode).isPresent();
        Optional<String> remembered = earlier.flatMap(PipelineState::datasetName);
        if (development && continued && remembered.isPresent()) {
            return remembered.get();
        }
        return given.map(this::laidOut)
                .or(() -> development ? Optional.empty() : remembered)
                .orElseGet(() -> laidOut(standard()));
    }

    /** The name for development: a new one each second, as the reference makes it, but with hours of the whole day. */
    String inDevelopment(Instant now) {
        String name = given.orElse(standard());
        String suffix = SUFFIX.format(now);
        return laidOut(name.endsWith("_") ? name + suffix.substring(1) : name + suffix);
    }

    private String standard() {
        return pipeline + "_dataset";
    }

    private String laidOut(String name) {
        return layout.map(text -> text.replace(PLACE, name)).orElse(name);
    }
}
