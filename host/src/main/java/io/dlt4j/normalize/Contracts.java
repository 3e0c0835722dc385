package io.dlt4j.normalize;

import io.dlt4j.schema.DltSchema;
import io.dlt4j.schema.SchemaContract;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The contracts of the tables of one part, and where in the part the item at hand is. Not thread-safe. */
final class Contracts {

    private final DltSchema schema;
    private final PartInput part;
    private final String systemPrefix;
    private long line = 1;

    Contracts(DltSchema schema, PartInput part, String systemPrefix) {
        this.schema = schema;
        this.part = part;
        this.systemPrefix = systemPrefix;
    }

    /** The next item begins at that line of the part, from 1. */
    void at(long itemLine) {
        line = itemLine;
    }

    /** The line of the item, counted in its source. */
    long line() {
        return part.firstLine() + line - 1;
    }

    /** The contract of a table; one that the schema does not have is under that of the table it is nested in. */
    SchemaContract of(String table, @Nullable TableBuffer owner) {
        if (schema.table(table).isPresent() || owner == null) {
            return schema.contractFor(table, Optional.empty());
        }
        return owner.contract();
    }

    String schemaName() {
        return schema.name();
    }

    /** Whether a column is dlt's own: no contract holds for it. */
    boolean isSystem(String column) {
        return column.startsWith(systemPrefix);
    }

    /** The source of the item and its line there. */
    String place() {
        return part.origin() + ", line " + line();
    }
}
