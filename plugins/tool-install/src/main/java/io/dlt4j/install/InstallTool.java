package io.dlt4j.install;

import io.dlt4j.api.error.DltException;
import io.dlt4j.cli.Tool;
import io.dlt4j.cli.ToolCall;
import io.dlt4j.plugin.PluginError;
import io.dlt4j.plugin.PluginInstallation;
import java.nio.file.Path;
import java.util.List;

/** Fetches a plugin by its Maven coordinates, checks what it gets, and puts it into a plugin directory. */
public final class InstallTool implements Tool {

    private static final String CENTRAL = "https://repo.maven.apache.org/maven2";

    /** For {@link java.util.ServiceLoader}. */
    public InstallTool() {}

    @Override
    public void run(ToolCall call) {
        String coordinates = call.operands().get(0);
        if (!coordinates.matches("[^:\\s]+:[^:\\s]+:[^:\\s]+")) {
            throw new DltException(
                    PluginError.PLUGIN_INSTALL_FAILED,
                    "'" + coordinates + "' is not group:artifact:version.",
                    "For example io.dlt4j:dlt4j-destination-postgres:0.1.0.");
        }
        String repository = call.option("--repository").orElse(CENTRAL);
        call.message("fetching " + coordinates + " from " + repository + " ...");
        Path cache = cache(call);
        MavenArtifacts artifacts = new MavenArtifacts(cache, repository);
        List<Path> files = artifacts.resolve(coordinates);
        Path directory = call.pluginDirectory();
        String id =
                new PluginInstallation(directory).install(coordinates, files.get(0), files.subList(1, files.size()));
        call.line("Installed '" + id + "' from " + coordinates + " into " + directory.resolve(id) + " with "
                + (files.size() - 1) + " libraries.");
        call.field("id", id);
        call.field("coordinates", coordinates);
        call.field("directory", directory.resolve(id).toString());
        call.field("libraries", files.size() - 1);
    }

    /** Maven's own local repository, where it would look too. */
    private static Path cache(ToolCall call) {
        String configured = System.getProperty("maven.repo.local", "");
        String home = call.environment().getOrDefault("HOME", System.getProperty("user.home", ""));
        return configured.isEmpty() ? Path.of(home, ".m2", "repository") : Path.of(configured);
    }
}
