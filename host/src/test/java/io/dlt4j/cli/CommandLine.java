package io.dlt4j.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

/** What a command line printed, and how it ended. */
record CommandLine(int code, String out, String err) {

    /** Runs a command line in a directory of its own, where pipelines are kept too. */
    static CommandLine run(Path directory, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Main.run(
                args,
                new PrintStream(out, false, UTF_8),
                new PrintStream(err, false, UTF_8),
                new ByteArrayInputStream(new byte[0]),
                Map.of("DLT_DATA_DIR", directory.resolve("data").toString()),
                directory);
        return new CommandLine(code, out.toString(UTF_8), err.toString(UTF_8));
    }
}
