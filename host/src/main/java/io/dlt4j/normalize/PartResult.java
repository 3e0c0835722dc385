package io.dlt4j.normalize;

import io.dlt4j.api.schema.TableSchema;
import io.dlt4j.pack.JobEntry;
import io.dlt4j.pack.NameCollision;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one part became.
 *
 * @param discovered tables and columns that the schema it was normalized against does not have, in order of appearance
 * @param jobs the files written
 * @param rows rows by table; 0 for a table that is to be emptied or created
 * @param nulls names that came with nothing but null, by table
 * @param discarded what contracts kept out, by table
 * @param decided tables whose contract decided something on what the schema had of them
 * @param collisions keys that share a name
 */
record PartResult(
        List<TableSchema> discovered,
        List<JobEntry> jobs,
        Map<String, Long> rows,
        Map<String, Set<String>> nulls,
        Map<String, Discarded> discarded,
        Set<String> decided,
        List<NameCollision> collisions) {

    PartResult {
        discovered = List.copyOf(discovered);
        jobs = List.copyOf(jobs);
    }
}
