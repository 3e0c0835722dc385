@org.jspecify.annotations.NullMarked
package io.dlt4j.destination.filesystem;
