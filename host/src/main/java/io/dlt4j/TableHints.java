package io.dlt4j;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.TableSchema;
import io.dlt4j.api.schema.WriteDisposition;
import io.dlt4j.schema.SchemaContract;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a table before its data is seen: disposition, keys, columns, contract and more. Names are those of the data,
 * before the naming convention. Immutable.
 *
 * <p>What is not given leaves alone what an earlier run said, except the write disposition, which is {@code append} then.
 */
public final class TableHints {

    private static final TableHints NONE = builder().build();

    private final Optional<String> tableName;
    private final Optional<String> parentTable;
    private final Optional<WriteDisposition> writeDisposition;
    private final MergeOptions merge;
    private final Optional<List<String>> primaryKey;
    private final Optional<List<String>> mergeKey;
    private final Map<String, ColumnSchema> columns;
    private final OptionalInt maxTableNesting;
    private final Optional<SchemaContract> contract;
    private final List<TableReference> references;
    private final Map<List<String>, TableHints> nested;
    private final Map<String, @Nullable Object> properties;

    private TableHints(Builder builder) {
        this.tableName = builder.tableName;
        this.parentTable = builder.parentTable;
        this.writeDisposition = builder.writeDisposition;
        this.merge = builder.merge;
        this.primaryKey = builder.primaryKey;
        this.mergeKey = builder.mergeKey;
        this.columns = Collections.unmodifiableMap(new LinkedHashMap<>(builder.columns));
        this.maxTableNesting = builder.maxTableNesting;
        this.contract = builder.contract;
        this.references = List.copyOf(builder.references);
        this.nested = Collections.unmodifiableMap(new LinkedHashMap<>(builder.nested));
        this.properties = Collections.unmodifiableMap(new LinkedHashMap<>(builder.properties));
    }

    /** Nothing is said. */
    public static TableHints none() {
        return NONE;
    }

    /** Starts with nothing said. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts a copy. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.tableName = tableName;
        builder.parentTable = parentTable;
        builder.writeDisposition = writeDisposition;
        builder.merge = merge;
        builder.primaryKey = primaryKey;
        builder.mergeKey = mergeKey;
        builder.columns.putAll(columns);
        builder.maxTableNesting = maxTableNesting;
        builder.contract = contract;
        builder.references.addAll(references);
        builder.nested.putAll(nested);
        builder.properties.putAll(properties);
        return builder;
    }

    /** The table's name, if it is not the resource's. */
    public Optional<String> tableName() {
        return tableName;
    }

    /** The write disposition; {@code append} if none was given. */
    public WriteDisposition writeDisposition() {
        return writeDisposition.orElse(WriteDisposition.APPEND);
    }

    /** The columns of the primary key; empty if none was given. */
    public List<String> primaryKey() {
        return primaryKey.orElse(List.of());
    }

    /** What is said of columns, by their names. */
    public Map<String, ColumnSchema> columns() {
        return columns;
    }

    /** How deep lists and objects become tables and columns, if that was said. */
    public OptionalInt maxTableNesting() {
        return maxTableNesting;
    }

    /** The contract, if one was given. */
    public Optional<SchemaContract> schemaContract() {
        return contract;
    }

    /** Hints for nested tables, by the fields that lead from the root table to them. */
    Map<List<String>, TableHints> nested() {
        return nested;
    }

    /** Whether a key is given: a nested table with a key of its own stands for itself. */
    boolean hasKey() {
        return !primaryKey.orElse(List.of()).isEmpty()
                || !mergeKey.orElse(List.of()).isEmpty();
    }

    /** The table that the table is nested in, if it was named. */
    Optional<String> parentTable() {
        return parentTable;
    }

    /** Everything that these hints say, and what {@code over} says in place of it. */
    TableHints overlaid(TableHints over) {
        Builder builder = toBuilder();
        over.tableName.ifPresent(builder::tableName);
        over.parentTable.ifPresent(builder::parentTable);
        over.writeDisposition.ifPresent(disposition -> {
            builder.writeDisposition = over.writeDisposition;
            builder.merge = over.merge;
        });
        over.primaryKey.ifPresent(key -> builder.primaryKey = over.primaryKey);
        over.mergeKey.ifPresent(key -> builder.mergeKey = over.mergeKey);
        over.columns.values().forEach(builder::column);
        over.maxTableNesting.ifPresent(builder::maxTableNesting);
        over.contract.ifPresent(builder::schemaContract);
        over.references.forEach(builder::reference);
        builder.nested.putAll(over.nested);
        builder.properties.putAll(over.properties);
        return builder.build();
    }

    /** Whether something is said of a column, or a key has it. */
    boolean knows(String column) {
        return columns.containsKey(column)
                || primaryKey.orElse(List.of()).contains(column)
                || mergeKey.orElse(List.of()).contains(column);
    }

    /** Whether the write disposition is said. */
    boolean hasWriteDisposition() {
        return writeDisposition.isPresent();
    }

    /** What the hints say of a table, but for its name, its place and its write disposition; names as given. */
    void describe(TableSchema.Builder table) {
        table.columns(columns.values());
        primaryKey.ifPresent(key -> describeKey(table, "primary_key", key));
        mergeKey.ifPresent(key -> describeKey(table, "merge_key", key));
        if (writeDisposition.equals(Optional.of(WriteDisposition.MERGE))) {
            merge.describe(table);
        }
        contract.ifPresent(given -> table.property("schema_contract", given.stored()));
        if (maxTableNesting.isPresent()) {
            table.property("x-normalizer", Map.of("max_nesting", (long) maxTableNesting.getAsInt()));
        }
        if (!references.isEmpty()) {
            table.property(
                    "references",
                    references.stream().map(TableReference::stored).toList());
        }
        properties.forEach(table::property);
    }

    /** A key that is given is the whole key: other columns lose the property. */
    private static void describeKey(TableSchema.Builder table, String property, List<String> key) {
        for (ColumnSchema column : List.copyOf(table.build().columns().values())) {
            if (column.properties().containsKey(property)) {
                table.column(column.toBuilder().without(property).build());
            }
        }
        for (String name : key) {
            ColumnSchema known = table.build()
                    .column(name)
                    .orElseGet(() -> ColumnSchema.builder(name).build());
            ColumnSchema.Builder keyed = known.toBuilder().property(property, true);
            if (!known.properties().containsKey("nullable")) {
                keyed.nullable(false);
            }
            table.column(keyed.build());
        }
    }

    /** Collects {@link TableHints}. Not thread-safe. */
    public static final class Builder {

        private Optional<String> tableName = Optional.empty();
        private Optional<String> parentTable = Optional.empty();
        private Optional<WriteDisposition> writeDisposition = Optional.empty();
        private MergeOptions merge = MergeOptions.defaultStrategy();
        private Optional<List<String>> primaryKey = Optional.empty();
        private Optional<List<String>> mergeKey = Optional.empty();
        private final Map<String, ColumnSchema> columns = new LinkedHashMap<>();
        private OptionalInt maxTableNesting = OptionalInt.empty();
        private Optional<SchemaContract> contract = Optional.empty();
        private final List<TableReference> references = new ArrayList<>();
        private final Map<List<String>, TableHints> nested = new LinkedHashMap<>();
        private final Map<String, @Nullable Object> properties = new LinkedHashMap<>();

        private Builder() {}

        /** Names the table; an empty name takes that back. */
        public Builder tableName(String name) {
            tableName = Optional.of(name).filter(text -> !text.isEmpty());
            return this;
        }

        /** Nests the table in another one, whose rows its own name as their parents; an empty name takes that back. */
        public Builder parentTable(String name) {
            parentTable = Optional.of(name).filter(text -> !text.isEmpty());
            return this;
        }

        /** Says what happens to rows that are in the table. */
        public Builder writeDisposition(WriteDisposition disposition) {
            writeDisposition = Optional.of(disposition);
            return this;
        }

        /** Merges rows into the table in that way. */
        public Builder merge(MergeOptions options) {
            merge = requireNonNull(options, "options is null");
            return writeDisposition(WriteDisposition.MERGE);
        }

        /** Names the columns of the primary key; none says that there is no such key. */
        public Builder primaryKey(String... names) {
            primaryKey = Optional.of(List.of(names));
            return this;
        }

        /** Names the columns of the merge key; none says that there is no such key. */
        public Builder mergeKey(String... names) {
            mergeKey = Optional.of(List.of(names));
            return this;
        }

        /** Adds to what is said of a column: its type, or other properties. */
        public Builder column(ColumnSchema given) {
            ColumnSchema column = HintedTables.adopted(given);
            ColumnSchema known = columns.get(column.name());
            if (known == null) {
                columns.put(column.name(), column);
            } else {
                ColumnSchema.Builder merged = known.toBuilder();
                column.properties().forEach(merged::property);
                columns.put(column.name(), merged.build());
            }
            return this;
        }

        /** Forgets all columns. */
        public Builder withoutColumns() {
            columns.clear();
            return this;
        }

        /** Limits how deep lists and objects become tables and columns; what is deeper becomes JSON. */
        public Builder maxTableNesting(int levels) {
            if (levels < 0) {
                throw new IllegalArgumentException("levels is " + levels);
            }
            maxTableNesting = OptionalInt.of(levels);
            return this;
        }

        /** Says what may change in the schema. */
        public Builder schemaContract(SchemaContract modes) {
            contract = Optional.of(modes);
            return this;
        }

        /** Adds a reference to another table, in place of one to the same table. */
        public Builder reference(TableReference reference) {
            references.removeIf(known -> known.referencedTable().equals(reference.referencedTable()));
            references.add(reference);
            return this;
        }

        /**
         * Says something of a nested table.
         *
         * @param path the fields that lead from the root table to it
         */
        public Builder nested(List<String> path, TableHints hints) {
            nested.put(List.copyOf(path), requireNonNull(hints, "hints is null"));
            return this;
        }

        /** Loads the table from files of that format if the destination takes it, for example {@code jsonl}. */
        public Builder fileFormat(String format) {
            return property("file_format", requireNonNull(format, "format is null"));
        }

        /** Sets another property of the table, for example {@code table_format} or one that begins with {@code x-}. */
        public Builder property(String key, @Nullable Object value) {
            properties.put(requireNonNull(key, "key is null"), value);
            return this;
        }

        /** The hints. */
        public TableHints build() {
            return new TableHints(this);
        }
    }
}
