package io.dlt4j;

import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.DataType;
import io.dlt4j.api.schema.TableSchema;
import io.dlt4j.schema.DltSchema;
import io.dlt4j.schema.NamingConvention;
import java.util.Map;
import java.util.Optional;

/** The root table of a resource, as an extract brings it into a schema: with normalized names. */
final class ResourceTable {

    private final Resource resource;
    private final RunOptions options;
    private final DltSchema schema;
    private final NamingConvention naming;

    ResourceTable(Resource resource, RunOptions options, DltSchema schema, NamingConvention naming) {
        this.resource = resource;
        this.options = options;
        this.schema = schema;
        this.naming = naming;
    }

    /** What the resource and the run say of it. */
    TableSchema hinted() {
        TableSchema.Builder hinted = resource.describe().toBuilder();
        options.schemaContract().ifPresent(contract -> hinted.property("schema_contract", contract.stored()));
        return schema.normalized(hinted.build(), naming);
    }

    /**
     * As {@link #hinted}, with the types that a source found in its values, for columns that have no type yet.
     *
     * @param types key of the items to data type
     */
    TableSchema typed(Map<String, String> types) {
        TableSchema hinted = hinted();
        TableSchema.Builder found = TableSchema.builder(hinted.name());
        types.forEach((key, type) ->
                found.column(ColumnSchema.of(key, DataType.find(type).orElse(DataType.TEXT))));
        TableSchema.Builder typed = hinted.toBuilder();
        Optional<TableSchema> known = schema.table(hinted.name());
        for (ColumnSchema column :
                schema.normalized(found.build(), naming).columns().values()) {
            boolean hasType = known.flatMap(table -> table.column(column.name()))
                    .filter(ColumnSchema::isComplete)
                    .isPresent();
            Optional<ColumnSchema> said = hinted.column(column.name());
            if (!hasType && said.flatMap(ColumnSchema::dataType).isEmpty()) {
                typed.column(said.map(ColumnSchema::toBuilder)
                        .orElseGet(() -> ColumnSchema.builder(column.name()))
                        .dataType(column.dataType().orElseThrow())
                        .build());
            }
        }
        return typed.build();
    }
}
