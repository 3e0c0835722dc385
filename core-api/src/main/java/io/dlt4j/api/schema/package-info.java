/** A read-only view of dlt schemas: tables, columns, types, hints. */
@NullMarked
package io.dlt4j.api.schema;

import org.jspecify.annotations.NullMarked;
