/** Credentials of databases and clouds, as data: how they are declared, read from a native text, and written as one. */
@NullMarked
package io.dlt4j.api.credentials;

import org.jspecify.annotations.NullMarked;
