package io.dlt4j;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.error.DltException;
import io.dlt4j.schema.DltSchema;
import io.dlt4j.schema.JsonNormalizerConfig;
import io.dlt4j.schema.SchemaContract;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Several resources that share a schema. Immutable. */
public final class Source {

    private final Optional<String> name;
    private final List<Resource> resources;
    private final Optional<SchemaContract> contract;
    private final OptionalInt maxTableNesting;
    private final Optional<Boolean> rootKey;
    private final UnaryOperator<DltSchema> change;

    private Source(
            Optional<String> name,
            List<Resource> resources,
            Optional<SchemaContract> contract,
            OptionalInt maxTableNesting,
            Optional<Boolean> rootKey,
            UnaryOperator<DltSchema> change) {
        this.name = name;
        this.resources = List.copyOf(resources);
        this.contract = contract;
        this.maxTableNesting = maxTableNesting;
        this.rootKey = rootKey;
        this.change = change;
    }

    private static Source of(Optional<String> name, List<Resource> resources) {
        return new Source(
                name, resources, Optional.empty(), OptionalInt.empty(), Optional.empty(), UnaryOperator.identity());
    }

    /**
     * A source with a schema of its own.
     *
     * @param name the schema's name: letters, digits and underscores
     */
    public static Source of(String name, Resource... resources) {
        Source source = of(Optional.of(requireNonNull(name, "name is null")), Arrays.asList(resources));
        source.requireDistinctNames();
        return source;
    }

    /** Resources that go to the pipeline's default schema; names may repeat. */
    public static Source ofDefaultSchema(List<Resource> resources) {
        return of(Optional.empty(), resources);
    }

    /**
     * A copy whose schema changes only as the contract allows, where resources do not say otherwise. The contract of a source with
     * a schema of its own replaces the one of earlier runs, and so does having none.
     */
    public Source schemaContract(SchemaContract modes) {
        return new Source(
                name, resources, Optional.of(requireNonNull(modes, "modes is null")), maxTableNesting, rootKey, change);
    }

    /** A copy in which what is nested deeper becomes JSON, where a resource says nothing of its own. */
    public Source maxTableNesting(int levels) {
        if (levels < 0) {
            throw new IllegalArgumentException("levels is " + levels);
        }
        return new Source(name, resources, contract, OptionalInt.of(levels), rootKey, change);
    }

    /**
     * A copy whose nested tables have a column with the key of their root row, or have none; if nothing is said, those of
     * tables that rows are merged into have one.
     */
    public Source rootKey(boolean wanted) {
        return new Source(name, resources, contract, maxTableNesting, Optional.of(wanted), change);
    }

    /**
     * A copy whose schema is changed whenever the source is extracted, for example its preferred types or detections.
     *
     * @param next applied after the changes given before; it must give the same result if it is applied again
     */
    public Source schema(UnaryOperator<DltSchema> next) {
        UnaryOperator<DltSchema> before = change;
        return new Source(
                name, resources, contract, maxTableNesting, rootKey, schema -> next.apply(before.apply(schema)));
    }

    /** A copy with these resources, each changed. */
    Source mapped(UnaryOperator<Resource> mapping) {
        return new Source(name, resources.stream().map(mapping).toList(), contract, maxTableNesting, rootKey, change);
    }

    /**
     * The schema with what this source says of it. What a source with a name does not say does not hold any more; the pipeline's
     * default schema keeps it.
     */
    DltSchema overlaid(DltSchema schema) {
        boolean own = name.isPresent();
        DltSchema result = schema;
        if (own || contract.isPresent()) {
            result = result.withContract(contract.map(SchemaContract::stored));
        }
        JsonNormalizerConfig before = result.normalizerConfig();
        result = result.withNormalizerConfig(
                before.withMaxNesting(own || maxTableNesting.isPresent() ? maxTableNesting : before.maxNesting())
                        .withRootKeyPropagation(own || rootKey.isPresent() ? rootKey : before.rootKeyPropagation()));
        return change.apply(result);
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

    /** The schema's name; empty for the pipeline's default one. */
    public Optional<String> name() {
        return name;
    }

    /** The resources, in order. */
    public List<Resource> resources() {
        return resources;
    }
}
