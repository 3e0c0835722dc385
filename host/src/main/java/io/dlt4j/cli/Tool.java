package io.dlt4j.cli;

import io.dlt4j.api.error.DltException;

/**
 * A command whose libraries nothing else needs. They are in {@code lib/tools/<name>/} of the distribution, absent from images, and
 * have a class loader of their own.
 *
 * <p>The jars there name an implementation in {@code META-INF/services/io.dlt4j.cli.Tool}. Its classes see the Java platform, the
 * jars of their directory, and of the host what begins with {@code io.dlt4j.} and {@code org.slf4j.}.
 */
public interface Tool {

    /**
     * Runs the command.
     *
     * @throws DltException if it cannot do what it was called for
     */
    void run(ToolCall call);
}
