package io.dlt4j.destination.bigquery;

import static java.util.Objects.requireNonNull;

import com.google.cloud.bigquery.BigQueryException;
import com.google.cloud.bigquery.Dataset;
import com.google.cloud.bigquery.DatasetId;
import com.google.cloud.bigquery.DatasetInfo;
import io.dlt4j.api.error.DltException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Makes datasets, and knows where they are. Thread-safe. */
final class Datasets {

    private final Service service;
    private final Statements statements;
    private final BigQueryDialect dialect;
    private final boolean caseInsensitive;

    /** @param caseInsensitive whether new datasets do not tell tables apart by case */
    Datasets(Service service, Statements statements, BigQueryDialect dialect, boolean caseInsensitive) {
        this.service = requireNonNull(service, "service is null");
        this.statements = requireNonNull(statements, "statements is null");
        this.dialect = requireNonNull(dialect, "dialect is null");
        this.caseInsensitive = caseInsensitive;
    }

    /** The dataset; empty if it does not exist. */
    Optional<Dataset> find(String name) {
        try {
            return Optional.ofNullable(service.api().getDataset(DatasetId.of(service.project(), name)));
        } catch (BigQueryException e) {
            throw Failures.translate("Looking for dataset '" + name + "'", e);
        }
    }

    /**
     * The dataset, made if it is missing.
     *
     * @throws DltException if it is somewhere else than jobs are to run
     */
    Dataset require(String name) {
        Dataset dataset = find(name).orElseGet(() -> create(name));
        String location = Optional.ofNullable(dataset.getLocation()).orElse(service.location());
        if (!location.toUpperCase(Locale.ROOT).equals(service.location().toUpperCase(Locale.ROOT))) {
            throw Failures.exception(
                    BigQueryError.BIGQUERY_LOCATION,
                    "Dataset '" + name + "' of project '" + service.project() + "' is in location '" + location
                            + "', and the destination is configured for '" + service.location() + "'.",
                    null);
        }
        return dataset;
    }

    private Dataset create(String name) {
        String doing = "Creating dataset '" + name + "' in location '" + service.location() + "'";
        if (caseInsensitive) {
            String sql = "CREATE SCHEMA IF NOT EXISTS " + dialect.dataset(name) + " OPTIONS (location = "
                    + dialect.literal(service.location()) + ", is_case_insensitive = TRUE)";
            statements.run(doing, Optional.empty(), sql, List.of());
        } else {
            try {
                service.api()
                        .create(DatasetInfo.newBuilder(service.project(), name)
                                .setLocation(service.location())
                                .build());
            } catch (BigQueryException e) {
                if (!Failures.isDuplicate(e)) {
                    throw Failures.translate(doing, e);
                }
            }
        }
        return find(name)
                .orElseThrow(() -> Failures.exception(BigQueryError.BIGQUERY_FAILED, doing + " had no effect.", null));
    }

    /** What tells a dataset from all others, also from one of its name before it. */
    String identity(Dataset dataset) {
        return service.project() + "." + dataset.getDatasetId().getDataset() + "@" + dataset.getCreationTime();
    }
}
