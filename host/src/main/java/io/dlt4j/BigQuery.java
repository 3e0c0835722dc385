package io.dlt4j;

/** Names BigQuery destinations: the datasets of a Google Cloud project. */
public final class BigQuery {

    private static final String TYPE = "bigquery";

    private BigQuery() {}

    /** The project that the configured credentials belong to, or another one that they may use. */
    public static Destination inProject(String projectId) {
        return Destination.from(TYPE).with("project_id", projectId);
    }

    /**
     * The project of a service account.
     *
     * @param keyFile the JSON text of its key file, which is a secret
     */
    public static Destination withServiceAccount(String keyFile) {
        return Destination.from(TYPE).credentials(keyFile);
    }
}
