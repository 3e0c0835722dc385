package io.dlt4j.destination.duckdb;

import java.lang.management.ManagementFactory;
import java.util.Optional;

/**
 * How much a load may keep in memory, from the usual to the most careful. DuckDB keeps a row group of each thread in
 * memory until it is full, whatever its width, and fails if that is more than the memory limit.
 *
 * <p>Measured with DuckDB 2.0.0, 256 MB and two threads: 7 columns load at 2M rows/s in {@link #USUAL}; texts of 1 KB
 * or 500 columns fail there and load in {@link #SMALL_ROW_GROUPS}; texts of 100 KB or of 60 MB need {@link
 * #LARGE_VALUES}.
 */
enum MemoryPlan {
    /** DuckDB's own row groups, all threads. */
    USUAL(122_880, 16),
    /** One job at a time, on one thread, row groups of an eighth. */
    SMALL_ROW_GROUPS(16_384, 16),
    /** The smallest row groups, longer lines, and up to a gigabyte unless the user has set the limit. */
    LARGE_VALUES(2_048, 128);

    private static final long LARGE_MEGABYTES = 1024;
    private static final long USUAL_MEGABYTES = 256;

    private final int rowGroupSize;
    private final int lineMegabytes;

    MemoryPlan(int rowGroupSize, int lineMegabytes) {
        this.rowGroupSize = rowGroupSize;
        this.lineMegabytes = lineMegabytes;
    }

    /** Rows of a row group; a multiple of 2048. */
    int rowGroupSize() {
        return rowGroupSize;
    }

    /** The longest line of a JSON file. */
    long maxLineBytes() {
        return lineMegabytes * 1024L * 1024L;
    }

    /** Whether jobs, and the threads of a job, run side by side. */
    boolean isParallel() {
        return this == USUAL;
    }

    /** The memory limit where the user has set none: at most half of what the machine or the container has. */
    String memoryLimit() {
        long megabytes = USUAL_MEGABYTES;
        if (this == LARGE_VALUES
                && ManagementFactory.getOperatingSystemMXBean()
                        instanceof com.sun.management.OperatingSystemMXBean system) {
            long half = system.getTotalMemorySize() / 2 / 1024 / 1024;
            megabytes = Math.max(USUAL_MEGABYTES, Math.min(LARGE_MEGABYTES, half));
        }
        return megabytes + "MB";
    }

    /** The next more careful plan. */
    Optional<MemoryPlan> next() {
        return this == LARGE_VALUES ? Optional.empty() : Optional.of(values()[ordinal() + 1]);
    }
}
