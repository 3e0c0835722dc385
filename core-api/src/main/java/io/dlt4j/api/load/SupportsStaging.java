package io.dlt4j.api.load;

import io.dlt4j.api.schema.Schema;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * A client whose destination can keep rows in a staging dataset until they are merged or take the place of others. It is then
 * also given jobs with {@link IngestJob#isStaging} and {@link TruncateJob#isStaging}, whose keys go to a ledger in the staging
 * dataset: the receipt is where the effect is, also if somebody drops the staging dataset between two attempts.
 *
 * <p>For each load the host calls {@link #migrateStaging} after {@link DestinationClient#migrate}, then runs the truncations of
 * staging tables, then the ingests, and last, from several threads at once, {@link #merge} and {@link #replace}.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface SupportsStaging {

    /**
     * Brings the staging dataset to {@code schema}: creates it if it is missing, with its ledger and {@code _dlt_version} but no
     * other system table, then {@code tables}, adds missing columns, and records the schema. The tables are compared even if the
     * schema is recorded, since dispositions and configuration decide which of them are there.
     *
     * @param tables the names of the tables that rows are staged for, with all that is nested in them
     * @throws io.dlt4j.api.error.DltException as {@link DestinationClient#migrate}
     */
    void migrateStaging(Schema schema, Set<String> tables);

    /** Merges staged rows: once, however often it is called with the same key. */
    JobOutcome merge(MergeJob job);

    /** Replaces rows by staged ones: once, however often it is called with the same key. */
    JobOutcome replace(ReplaceJob job);
}
