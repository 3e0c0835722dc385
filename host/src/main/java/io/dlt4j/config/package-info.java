/**
 * Where a run happens and what configures it: folders, environment variables, TOML files, and the sheets that say what a
 * destination can do. Start with {@link io.dlt4j.config.Config}.
 */
@NullMarked
package io.dlt4j.config;

import org.jspecify.annotations.NullMarked;
