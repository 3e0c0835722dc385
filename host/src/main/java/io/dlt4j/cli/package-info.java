/**
 * The command line: {@link io.dlt4j.cli.Main} finds the {@link io.dlt4j.cli.Command}, which reads its {@link
 * io.dlt4j.cli.Arguments} and prints what it did to an {@link io.dlt4j.cli.Output}. Nobody depends on this package.
 */
@NullMarked
package io.dlt4j.cli;

import org.jspecify.annotations.NullMarked;
