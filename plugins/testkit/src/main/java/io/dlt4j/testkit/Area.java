package io.dlt4j.testkit;

import java.util.Locale;
import org.apiguardian.api.API;

/** What a contract is about. Always write a default branch: areas may be added. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Area {
    /** The plugin is found, and what it says of itself in several places agrees. */
    DISCOVERY,
    /** Extract and normalize work without the plugin's drivers. */
    PURITY,
    /** Configuration and secrets. */
    CONFIG,
    /** Tables, columns, types and names. */
    SCHEMA,
    /** Rows are added. */
    APPEND,
    /** Rows are replaced. */
    REPLACE,
    /** Rows are merged. */
    MERGE,
    /** Pipeline states and schemas that earlier loads stored. */
    STATE,
    /** What the destination refuses, and how it says so. */
    ERRORS,
    /** Lost answers, killed processes. */
    CRASH,
    /** Class loaders, threads, other plugins. */
    ISOLATION,
    /** Several threads and several pipelines. */
    CONCURRENCY;

    /** The name in reports: {@code schema}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
