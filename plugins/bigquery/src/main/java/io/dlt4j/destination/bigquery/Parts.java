package io.dlt4j.destination.bigquery;

import com.google.cloud.bigquery.TableId;
import io.dlt4j.api.DestinationContext;
import io.dlt4j.api.config.ConfigValues;
import io.dlt4j.support.sql.SqlDataset;

/** What the parts of a client share. */
record Parts(
        DestinationContext context,
        Service service,
        BigQueryDialect dialect,
        SqlDataset dataset,
        Statements statements,
        SystemTables systemTables,
        Datasets datasets,
        Tables tables) {

    static Parts of(DestinationContext context) {
        ConfigValues config = context.config();
        Service service = Service.of(config);
        BigQueryDialect dialect = new BigQueryDialect(service.project());
        SqlDataset dataset = new SqlDataset(context.datasetName(), context.identifiers(), dialect);
        Statements statements = new Statements(service);
        boolean caseInsensitive =
                config.require(BigQueryConfig.SET_CASE_SENSITIVITY) && !config.require(BigQueryConfig.CASE_SENSITIVE);
        return new Parts(
                context,
                service,
                dialect,
                dataset,
                statements,
                new SystemTables(dataset, dialect, statements),
                new Datasets(service, statements, dialect, caseInsensitive),
                new Tables(service));
    }

    /** Whether BigQuery finds the columns of all tables itself. */
    boolean autodetectsAll() {
        return context.config().require(BigQueryConfig.AUTODETECT_SCHEMA);
    }

    boolean ignoresUnknownValues() {
        return context.config().require(BigQueryConfig.IGNORE_UNKNOWN_VALUES);
    }

    int batchSize() {
        return Math.toIntExact(context.config().require(BigQueryConfig.BATCH_SIZE));
    }

    TableId table(String name) {
        return TableId.of(service.project(), dataset.name(), name);
    }

    TableShape shape(io.dlt4j.api.schema.TableSchema table) {
        return new TableShape(table, context.identifiers());
    }

    boolean isAutodetected(io.dlt4j.api.schema.TableSchema table) {
        return autodetectsAll() || shape(table).hints().autodetectsSchema();
    }
}
