package io.dlt4j;

import java.util.List;

/**
 * What a drop removes, or has removed.
 *
 * @param pipelineName the pipeline
 * @param schemaName the schema
 * @param resources the resources that were selected
 * @param tables their tables, with those nested in them
 * @param tablesWithData those of them that have had rows, which are the ones that the destination has
 * @param resourceStates the resources whose state starts anew
 * @param statePaths the keys that the source's state loses, joined with dots
 * @param warnings what selects nothing
 */
public record DropInfo(
        String pipelineName,
        String schemaName,
        List<String> resources,
        List<String> tables,
        List<String> tablesWithData,
        List<String> resourceStates,
        List<String> statePaths,
        List<String> warnings) {

    /** Copies the lists. */
    public DropInfo {
        resources = List.copyOf(resources);
        tables = List.copyOf(tables);
        tablesWithData = List.copyOf(tablesWithData);
        resourceStates = List.copyOf(resourceStates);
        statePaths = List.copyOf(statePaths);
        warnings = List.copyOf(warnings);
    }

    /** Whether there is nothing to drop. */
    public boolean isEmpty() {
        return tables.isEmpty() && resourceStates.isEmpty() && statePaths.isEmpty();
    }
}
