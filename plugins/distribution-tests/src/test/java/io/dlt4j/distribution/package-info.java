/** Tests of what was built. */
package io.dlt4j.distribution;
