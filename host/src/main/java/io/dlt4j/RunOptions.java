package io.dlt4j;

import static java.util.Objects.requireNonNull;

import io.dlt4j.schema.SchemaContract;
import java.util.Optional;

/** How one run, or one extract, differs from what its sources and resources say. Immutable. */
public final class RunOptions {

    private static final RunOptions NONE = builder().build();

    private final Optional<SchemaContract> schemaContract;

    private RunOptions(Builder builder) {
        this.schemaContract = builder.schemaContract;
    }

    /** Nothing differs. */
    public static RunOptions none() {
        return NONE;
    }

    /** Starts with nothing said. */
    public static Builder builder() {
        return new Builder();
    }

    /** The contract that this run gives to its schemas and to the tables of its resources; both keep it. */
    public Optional<SchemaContract> schemaContract() {
        return schemaContract;
    }

    /** Collects {@link RunOptions}. Not thread-safe. */
    public static final class Builder {

        private Optional<SchemaContract> schemaContract = Optional.empty();

        private Builder() {}

        /**
         * Says what may change in the schemas and the tables of the run, in place of what sources and resources say. It stays in
         * force after the run, until another contract is given.
         */
        public Builder schemaContract(SchemaContract modes) {
            schemaContract = Optional.of(requireNonNull(modes, "modes is null"));
            return this;
        }

        /** The options. */
        public RunOptions build() {
            return new RunOptions(this);
        }
    }
}
