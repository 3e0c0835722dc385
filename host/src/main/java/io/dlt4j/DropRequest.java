package io.dlt4j;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What of a pipeline is dropped, in the destination and in its schema and state. Immutable. */
public final class DropRequest {

    private final List<String> resources;
    private final boolean all;
    private final Optional<String> schema;
    private final List<String> statePaths;
    private final boolean stateOnly;

    private DropRequest(Builder builder) {
        this.resources = List.copyOf(builder.resources);
        this.all = builder.all;
        this.schema = builder.schema;
        this.statePaths = List.copyOf(builder.statePaths);
        this.stateOnly = builder.stateOnly;
    }

    /** The tables and the state of these resources. */
    public static DropRequest of(String... resources) {
        return builder().resources(List.of(resources)).build();
    }

    /** Starts with nothing to drop. */
    public static Builder builder() {
        return new Builder();
    }

    /** Names of resources, and {@code re:} followed by a regular expression that whole names match. */
    public List<String> resources() {
        return resources;
    }

    /** Whether all resources are meant. */
    public boolean isAll() {
        return all;
    }

    /** The schema; empty for the default schema. */
    public Optional<String> schema() {
        return schema;
    }

    /** Keys in the state of the source that is named like the schema: names, or paths in JSONPath. */
    public List<String> statePaths() {
        return statePaths;
    }

    /** Whether the tables stay. */
    public boolean isStateOnly() {
        return stateOnly;
    }

    /** Collects {@link DropRequest}. Not thread-safe. */
    public static final class Builder {

        private final List<String> resources = new ArrayList<>();
        private final List<String> statePaths = new ArrayList<>();
        private boolean all;
        private Optional<String> schema = Optional.empty();
        private boolean stateOnly;

        private Builder() {}

        /** Drops tables and state of these resources; {@code re:} begins a regular expression. */
        public Builder resources(List<String> names) {
            resources.addAll(names);
            return this;
        }

        /** Drops tables and state of all resources. */
        public Builder all() {
            all = true;
            return this;
        }

        /** Means that schema instead of the default one. */
        public Builder schema(String name) {
            schema = Optional.of(requireNonNull(name, "name is null"));
            return this;
        }

        /** Removes these keys from the state of the source; {@code resources} is never matched by a wildcard. */
        public Builder statePaths(List<String> paths) {
            statePaths.addAll(paths);
            return this;
        }

        /** Leaves tables as they are. */
        public Builder stateOnly() {
            stateOnly = true;
            return this;
        }

        /** The request. */
        public DropRequest build() {
            return new DropRequest(this);
        }
    }
}
