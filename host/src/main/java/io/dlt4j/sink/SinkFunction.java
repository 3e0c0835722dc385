package io.dlt4j.sink;

import io.dlt4j.api.config.ConfigValues;
import io.dlt4j.api.schema.TableSchema;

/**
 * Receives the rows of a load, batch by batch.
 *
 * <p>Called from several threads at once, for different job files, unless the sink says otherwise; never twice at once for one
 * file. What it throws decides what becomes of the batch: after a {@link SinkRejectedException}, an {@link AssertionError} or
 * a {@link io.dlt4j.api.error.DltException} that is not transient the load fails for good; after anything else the batch is
 * delivered again, with the same key.
 */
@FunctionalInterface
public interface SinkFunction {

    /**
     * Takes one batch.
     *
     * @param items the rows, or their file
     * @param table the table they belong to
     */
    void accept(SinkBatch items, TableSchema table) throws Exception;

    /** A function that gets configuration and secrets as well. */
    @FunctionalInterface
    interface Configured {

        /**
         * Takes one batch.
         *
         * @param items the rows, or their file
         * @param table the table they belong to
         * @param config the values of the fields that the sink asked for
         */
        void accept(SinkBatch items, TableSchema table, ConfigValues config) throws Exception;
    }
}
