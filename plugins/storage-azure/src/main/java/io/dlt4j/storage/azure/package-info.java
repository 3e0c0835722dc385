/** Stores in Azure Blob Storage and Data Lake. Found by the host through {@link io.dlt4j.storage.azure.AzureStorage}. */
@NullMarked
package io.dlt4j.storage.azure;

import org.jspecify.annotations.NullMarked;
