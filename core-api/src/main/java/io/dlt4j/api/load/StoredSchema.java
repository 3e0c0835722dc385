package io.dlt4j.api.load;

import static java.util.Objects.requireNonNull;

import org.apiguardian.api.API;

/**
 * A row of {@code _dlt_version}.
 *
 * @param schemaName the schema
 * @param version its version
 * @param versionHash its hash
 * @param schema the schema as stored: JSON, or Base64 of deflated JSON
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record StoredSchema(String schemaName, long version, String versionHash, String schema) {

    /** Checks the parts. */
    public StoredSchema {
        requireNonNull(schemaName, "schemaName is null");
        requireNonNull(versionHash, "versionHash is null");
        requireNonNull(schema, "schema is null");
    }
}
