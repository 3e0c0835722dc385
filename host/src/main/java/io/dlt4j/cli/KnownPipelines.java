package io.dlt4j.cli;

import io.dlt4j.Product;
import io.dlt4j.api.error.DltException;
import io.dlt4j.pack.WorkingDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The working directories of pipelines in one folder. Reads them only, and needs no plugin. */
final class KnownPipelines {

    private final Path folder;

    KnownPipelines(Path folder) {
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    /** In alphabetical order. */
    List<String> names() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(WorkingDirectory::exists)
                    .map(entry -> entry.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new DltException(
                    CliError.CLI_NOT_FOUND,
                    "The pipelines in " + folder + " cannot be listed: " + e.getMessage() + ".",
                    "Check that you may read this folder, or name another one with " + Option.PIPELINES_DIR.usage()
                            + ".",
                    e);
        }
    }

    /**
     * The working directory of a pipeline.
     *
     * @throws DltException if there is no pipeline of that name
     */
    WorkingDirectory require(String name) {
        List<String> names = names();
        if (!names.contains(name)) {
            throw new DltException(
                    CliError.CLI_NOT_FOUND,
                    "There is no pipeline '" + name + "' in " + folder + ".",
                    Nearest.suggestion(name, names) + listed(names));
        }
        return WorkingDirectory.open(folder.resolve(name), Product.VERSION);
    }

    /** A sentence that names the pipelines, or says how to get one. */
    String listed() {
        return listed(names());
    }

    private static String listed(List<String> names) {
        return names.isEmpty()
                ? "There is none yet: 'dlt4j run SOURCE' makes one."
                : "There are: " + String.join(", ", names) + ".";
    }
}
