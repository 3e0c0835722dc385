/**
 * What SQL destinations share: {@link io.dlt4j.support.sql.SqlClient}, a whole destination client over what a plugin says of its
 * database ({@link io.dlt4j.support.sql.SqlBackend}), and the statements that merge and replace staged rows. Bundled into plugins.
 */
@NullMarked
package io.dlt4j.support.sql;

import org.jspecify.annotations.NullMarked;
