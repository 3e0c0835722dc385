/** What a storage plugin implements: files by name in a bucket, found through the scheme of its URL. */
@NullMarked
package io.dlt4j.api.storage;

import org.jspecify.annotations.NullMarked;
