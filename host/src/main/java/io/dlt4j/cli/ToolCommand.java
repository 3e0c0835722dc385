package io.dlt4j.cli;

import io.dlt4j.api.error.DltException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/** Runs a command that is a tool of the distribution. */
final class ToolCommand {

    private final Invocation call;
    private final String name;

    /** @param name the directory in {@code lib/tools} */
    ToolCommand(Invocation call, String name) {
        this.call = call;
        this.name = name;
    }

    void run() {
        Path home = Path.of(System.getProperty("dlt4j.home", ""));
        List<URL> jars = jars(home.resolve("lib/tools").resolve(name));
        try (ToolClassLoader loader = new ToolClassLoader(name, jars, ToolCommand.class.getClassLoader())) {
            ServiceLoader.load(Tool.class, loader)
                    .findFirst()
                    .orElseThrow(this::missing)
                    .run(new ToolCall(call, home));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<URL> jars(Path directory) {
        if (System.getProperty("dlt4j.home") == null || !Files.isDirectory(directory)) {
            throw missing();
        }
        List<URL> jars = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory, "*.jar")) {
            for (Path jar : stream) {
                jars.add(jar.toUri().toURL());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return jars;
    }

    private DltException missing() {
        return new DltException(
                CliError.CLI_TOOL_MISSING,
                "The command '" + call.arguments().command().path() + "' is a tool of the distribution, in lib/tools/"
                        + name + ", and is not here; images and applications carry no tools.",
                "Run it with the dlt4j of a distribution, or of a checkout.");
    }
}
