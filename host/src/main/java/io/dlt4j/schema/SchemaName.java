package io.dlt4j.schema;

import io.dlt4j.api.error.DltException;
import java.util.OptionalInt;

/** Names of schemas: identifiers of at most 64 characters. */
public final class SchemaName {

    private static final int MAX_LENGTH = 64;
    private static final String PIPELINE_SUFFIX = "_pipeline";

    private SchemaName() {}

    /**
     * Returns {@code name} if it can be a schema's: letters of any script, digits and underscores, no digit first.
     *
     * @throws DltException if not
     */
    public static String require(String name) {
        boolean valid = !name.isEmpty()
                && name.codePointCount(0, name.length()) <= MAX_LENGTH
                && Character.isUnicodeIdentifierStart(letterFor(name.codePointAt(0)))
                && name.codePoints()
                        .allMatch(c -> Character.isUnicodeIdentifierPart(c) && !Character.isIdentifierIgnorable(c));
        if (!valid) {
            throw new DltException(
                    SchemaError.SCHEMA_NAME_INVALID,
                    "Schema name '" + name + "' is not valid.",
                    "Use letters, digits and underscores, no digit first, at most " + MAX_LENGTH
                            + " characters, for example '" + suggestion(name) + "'.");
        }
        return name;
    }

    /** Java lets no identifier begin with an underscore as Unicode does; Python and dlt do. */
    private static int letterFor(int c) {
        return c == '_' ? 'a' : c;
    }

    private static String suggestion(String name) {
        return PythonSpace.isBlank(name) ? "my_schema" : normalize(name);
    }

    /** Makes a schema name of any text, by the snake_case convention with that limit. */
    public static String normalize(String text) {
        return NamingConvention.of(NamingConvention.DEFAULT_NAME, OptionalInt.of(MAX_LENGTH))
                .normalizeIdentifier(text);
    }

    /** The name of a pipeline's default schema: the pipeline's without one trailing {@code _pipeline}. */
    public static String ofPipeline(String pipelineName) {
        return normalize(
                pipelineName.endsWith(PIPELINE_SUFFIX)
                        ? pipelineName.substring(0, pipelineName.length() - PIPELINE_SUFFIX.length())
                        : pipelineName);
    }
}
