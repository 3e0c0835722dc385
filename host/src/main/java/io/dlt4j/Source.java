package io.dlt4j;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.error.DltException;
import io.dlt4j.schema.SchemaContract;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Several resources that share a schema. Immutable. */
public final class Source {

    private final Optional<String> name;
    private final List<Resource> resources;
    private final Optional<SchemaContract> schemaContract;

    private Source(Optional<String> name, List<Resource> resources, Optional<SchemaContract> schemaContract) {
        this.name = name;
        this.resources = List.copyOf(resources);
        this.schemaContract = schemaContract;
    }

    /**
     * A source with a schema of its own.
     *
     * @param name the schema's name: letters, digits and underscores
     */
    public static Source of(String name, Resource... resources) {
        Source source = new Source(
                Optional.of(requireNonNull(name, "name is null")), Arrays.asList(resources), Optional.empty());
        source.requireDistinctNames();
        return source;
    }

    /** Resources that go to the pipeline's default schema; names may repeat. */
    public static Source ofDefaultSchema(List<Resource> resources) {
        return new Source(Optional.empty(), resources, Optional.empty());
    }

    private void requireDistinctNames() {
        Set<String> names = new HashSet<>();
        for (Resource resource : resources) {
            if (!names.add(resource.name())) {
                throw new DltException(
                        PipelineError.PIPELINE_RESOURCES_INVALID,
                        "Source '" + name.orElse("") + "' has two resources named '" + resource.name() + "'.",
                        "Give one of them another name; both may write to one table with tableName.");
            }
        }
    }

    /**
     * A copy whose schema changes only as the contract allows, where resources do not say otherwise. The contract of a source with
     * a schema of its own replaces the one of earlier runs, and so does having none.
     */
    public Source schemaContract(SchemaContract modes) {
        return new Source(name, resources, Optional.of(modes));
    }

    /** The contract of the schema, if one was given. */
    public Optional<SchemaContract> schemaContract() {
        return schemaContract;
    }

    /** The schema's name; empty for the pipeline's default one. */
    public Optional<String> name() {
        return name;
    }

    /** The resources, in order. */
    public List<Resource> resources() {
        return resources;
    }
}
