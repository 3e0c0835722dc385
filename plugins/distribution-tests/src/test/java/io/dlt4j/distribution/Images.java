package io.dlt4j.distribution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes images with the distribution. */
final class Images {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Images() {}

    /** Makes {@code directory/<stage>}, and returns what the command says about it. */
    static JsonNode make(Path directory, String stage, String plugins, String... options) throws IOException {
        return makeAs(directory, stage, stage, plugins, options);
    }

    static JsonNode makeAs(Path directory, String name, String stage, String plugins, String... options)
            throws IOException {
        Path installed = directory.resolve("plugins-of-" + name);
        Build.install(installed, plugins.split(","));
        List<String> all = new ArrayList<>(List.of("--stage", stage, "--plugins", plugins, "--output", name, "--json"));
        all.addAll(List.of(options));
        return JSON.readTree(order(directory, installed, all.toArray(String[]::new))
                .succeed()
                .out());
    }

    static Program order(Path directory, Path plugins, String... options) throws IOException {
        List<Object> command = new ArrayList<>(List.of(Build.DISTRIBUTION.resolve("bin/dlt4j"), "image"));
        command.addAll(List.of(options));
        command.addAll(List.of("--plugins-dir", plugins));
        Path home = Files.createDirectories(directory.resolve("home"));
        return Program.in(directory, command.toArray())
                .with("JAVA_HOME", Program.JAVA.getParent().getParent())
                .with("HOME", home);
    }
}
