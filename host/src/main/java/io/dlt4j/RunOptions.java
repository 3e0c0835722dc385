package io.dlt4j;

import static java.util.Objects.requireNonNull;

import io.dlt4j.schema.SchemaContract;
import java.util.Optional;

/** How one run, or one extract, differs from what its sources and resources say. Immutable. */
public final class RunOptions {

    private static final RunOptions NONE = builder().build();

    private final TableHints hints;
    private final Optional<Refresh> refresh;

    private RunOptions(Builder builder) {
        this.hints = builder.hints;
        this.refresh = builder.refresh;
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
        return hints.schemaContract();
    }

    /** What is said of the tables of every resource, in place of what the resource says. */
    public TableHints hints() {
        return hints;
    }

    /** What is removed before. */
    public Optional<Refresh> refresh() {
        return refresh;
    }

    /** The source as this run has it. */
    Source appliedTo(Source source) {
        Source changed =
                source.mapped(resource -> resource.hints(resource.hints().overlaid(hints)));
        return schemaContract().map(changed::schemaContract).orElse(changed);
    }

    /** Collects {@link RunOptions}. Not thread-safe. */
    public static final class Builder {

        private TableHints hints = TableHints.none();
        private Optional<Refresh> refresh = Optional.empty();

        private Builder() {}

        /**
         * Says what may change in the schemas and the tables of the run, in place of what sources and resources say. It stays in
         * force after the run, until another contract is given.
         */
        public Builder schemaContract(SchemaContract modes) {
            return hints(TableHints.builder().schemaContract(modes).build());
        }

        /** Adds hints to those of every resource: name, write disposition, keys, columns and more. */
        public Builder hints(TableHints given) {
            hints = hints.overlaid(requireNonNull(given, "given is null"));
            return this;
        }

        /** Removes what was loaded before, in that measure. */
        public Builder refresh(Refresh mode) {
            refresh = Optional.of(requireNonNull(mode, "mode is null"));
            return this;
        }

        /** The options. */
        public RunOptions build() {
            return new RunOptions(this);
        }
    }
}
