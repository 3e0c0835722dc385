package io.dlt4j;

import io.dlt4j.schema.NamingConvention;
import java.util.OptionalInt;

/** The default schema's name: that of the pipeline without the suffix {@code _pipeline}, normalized. */
final class SchemaNames {

    private static final String SUFFIX = "_pipeline";
    private static final int MAX_LENGTH = 64;

    private SchemaNames() {}

    static String ofPipeline(String pipelineName) {
        String stem = pipelineName.endsWith(SUFFIX) && pipelineName.length() > SUFFIX.length()
                ? pipelineName.substring(0, pipelineName.length() - SUFFIX.length())
                : pipelineName;
        return NamingConvention.of("snake_case", OptionalInt.of(MAX_LENGTH)).normalizeIdentifier(stem);
    }
}
