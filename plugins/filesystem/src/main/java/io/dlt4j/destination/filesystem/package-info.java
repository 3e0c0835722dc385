/**
 * The filesystem destination: a dataset is a folder, a table's rows are files in it. {@link
 * io.dlt4j.destination.filesystem.Filesystem} is found by the host; everything else is reached through it.
 */
@NullMarked
package io.dlt4j.destination.filesystem;

import org.jspecify.annotations.NullMarked;
