package io.dlt4j.destination.postgres;

import io.dlt4j.api.ApiVersion;
import io.dlt4j.api.DestinationContext;
import io.dlt4j.api.DestinationFactory;
import io.dlt4j.api.DestinationPlugin;
import io.dlt4j.api.SupportsCheck;
import io.dlt4j.api.capability.Capabilities;
import io.dlt4j.api.capability.CaseFolding;
import io.dlt4j.api.capability.DecimalPrecision;
import io.dlt4j.api.capability.SqlLiterals;
import io.dlt4j.api.config.ConfigSpec;
import io.dlt4j.api.config.ConfigValues;
import io.dlt4j.api.credentials.PostgresCredentials;
import io.dlt4j.api.load.DestinationClient;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Publishes the destination {@code postgres}: a database of a PostgreSQL server. */
@DestinationPlugin(id = Postgres.TYPE, api = ApiVersion.CURRENT)
public final class Postgres implements DestinationFactory, SupportsCheck {

    static final String TYPE = "postgres";

    /** Called by {@link java.util.ServiceLoader}. */
    public Postgres() {}

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.builder(TYPE)
                .fileFormats(List.of("pgcopy", "csv", "jsonl", "insert_values"))
                .caseSensitiveIdentifiers(true)
                .caseFolding(CaseFolding.LOWER)
                .maxIdentifierLength(63)
                .maxColumnIdentifierLength(63)
                .decimalPrecision(new DecimalPrecision(38, 9))
                .weiPrecision(new DecimalPrecision(156, 78))
                .ddlTransactions(true)
                .transactions(true)
                .nulCharacters(false)
                .sqlLiterals(SqlLiterals.POSTGRES)
                .mergeStrategies(List.of("delete-insert", "upsert", "scd2", "insert-only"))
                .replaceStrategies(List.of("truncate-and-insert", "insert-from-staging", "staging-optimized"))
                .build();
    }

    @Override
    public ConfigSpec configSpec() {
        return PostgresConfig.SPEC;
    }

    @Override
    public Optional<String> storeIdentity(ConfigValues config) {
        return config.find(PostgresConfig.CREDENTIALS).flatMap(values -> values.find(PostgresCredentials.HOST));
    }

    @Override
    public void check(DestinationContext context, Consumer<String> passed) {
        new PostgresCheck(context, passed).run();
    }

    @Override
    public DestinationClient open(DestinationContext context) {
        return PostgresBackend.client(context);
    }
}
