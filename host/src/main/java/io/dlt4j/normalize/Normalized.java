package io.dlt4j.normalize;

import io.dlt4j.pack.JobEntry;
import io.dlt4j.pack.NameCollision;
import io.dlt4j.schema.DltSchema;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a package became.
 *
 * @param schema with all that the package's data brought to it
 * @param jobs the job files, in the order of the parts they come from
 * @param rows rows by table, sorted by name; 0 for tables that are to be emptied or created
 * @param nullOnly names that came with nothing but null and so have no column, by table
 * @param discarded what schema contracts kept out, by table, sorted by name
 * @param collisions keys that share a name, and what that did
 */
public record Normalized(
        DltSchema schema,
        List<JobEntry> jobs,
        Map<String, Long> rows,
        Map<String, Set<String>> nullOnly,
        Map<String, Discarded> discarded,
        List<NameCollision> collisions) {

    /** Copies the collections. */
    public Normalized {
        jobs = List.copyOf(jobs);
        rows = new TreeMap<>(rows);
        discarded = new TreeMap<>(discarded);
        collisions = NameCollision.merged(collisions);
    }
}
