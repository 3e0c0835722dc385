/**
 * Schemas: the stored document and its hash, naming conventions, settings, contracts, merging of tables, migrations of
 * older documents. Everything here is immutable and free of I/O.
 */
@NullMarked
package io.dlt4j.schema;

import org.jspecify.annotations.NullMarked;
