/**
 * Finds plugins, keeps their classes apart, and makes the calls into them. Start with {@link io.dlt4j.plugin.PluginCatalog}.
 */
@NullMarked
package io.dlt4j.plugin;

import org.jspecify.annotations.NullMarked;
