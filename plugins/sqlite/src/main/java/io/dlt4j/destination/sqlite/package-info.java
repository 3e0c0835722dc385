/** The destination {@code sqlite}: files of SQLite, one a dataset. Start with {@link io.dlt4j.destination.sqlite.Sqlite}. */
@NullMarked
package io.dlt4j.destination.sqlite;

import org.jspecify.annotations.NullMarked;
