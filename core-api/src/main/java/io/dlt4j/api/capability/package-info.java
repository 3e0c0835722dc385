/** What a destination can do; consulted by extract and normalize before any connection exists. */
@NullMarked
package io.dlt4j.api.capability;

import org.jspecify.annotations.NullMarked;
