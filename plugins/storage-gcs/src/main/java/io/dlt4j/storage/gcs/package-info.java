/** Stores in Google Cloud Storage. Found by the host through {@link io.dlt4j.storage.gcs.GcsStorage}. */
@NullMarked
package io.dlt4j.storage.gcs;

import org.jspecify.annotations.NullMarked;
