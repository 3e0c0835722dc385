package io.dlt4j.cli;

import static java.util.Objects.requireNonNull;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a process gives to a command.
 *
 * @param out takes results
 * @param err takes everything else
 * @param in the source {@code -}
 * @param environment the variables
 * @param directory what relative paths are relative to
 * @param terminal what the streams are connected to
 */
record Surroundings(
        PrintStream out,
        PrintStream err,
        InputStream in,
        Map<String, String> environment,
        Path directory,
        Terminal terminal) {

    Surroundings {
        requireNonNull(out, "out is null");
        requireNonNull(err, "err is null");
        requireNonNull(in, "in is null");
        environment = Map.copyOf(environment);
        directory = directory.toAbsolutePath();
        requireNonNull(terminal, "terminal is null");
    }
}
