/** Stores in Amazon S3 and in what speaks its protocol. Found by the host through {@link io.dlt4j.storage.s3.S3Storage}. */
@NullMarked
package io.dlt4j.storage.s3;

import org.jspecify.annotations.NullMarked;
