package io.dlt4j.api.schema;

import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/** A read-only view of a schema. Implemented by the host; immutable and thread-safe. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Schema {

    /** The schema's name. */
    String name();

    /** The version number, 1 for a new schema. */
    int version();

    /** Base64 of the SHA3-256 over the content. */
    String versionHash();

    /** The version of the stored form. */
    int engineVersion();

    /** All tables by name, system tables included. */
    Map<String, TableSchema> tables();

    /** The chain of {@code root}: the table itself and all that are nested in it, parents first. */
    List<TableSchema> chain(String root);

    /** The root of the chain that {@code table} belongs to. */
    TableSchema root(String table);

    /** The stored form: compact JSON. */
    String json();
}
