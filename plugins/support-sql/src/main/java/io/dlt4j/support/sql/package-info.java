/** What SQL destinations share: the statements that merge and replace staged rows. Bundled into plugins. */
@NullMarked
package io.dlt4j.support.sql;

import org.jspecify.annotations.NullMarked;
