package io.dlt4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.dlt4j.LoadInfo;
import io.dlt4j.Pipeline;
import io.dlt4j.Resource;
import io.dlt4j.plugin.PluginCatalog;
import io.dlt4j.testkit.memory.Memory;
import io.dlt4j.testkit.memory.VersionTelling;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two plugins that bring different versions of Jackson and Netty, which the host has in a third version or not at all. */
final class TwoVersionsIT {

    @TempDir
    Path directory;

    @Test
    void loadInOneRun() throws Exception {
        Path plugins = Files.createDirectory(directory.resolve("plugins"));
        install(plugins, "older");
        install(plugins, "newer");
        ClassLoader hidden = new HiddenPlugins(getClass().getClassLoader(), "memory");
        List<String> locations = new ArrayList<>();
        try (PluginCatalog catalog = PluginCatalog.of(List.of(plugins), hidden);
                Pipeline pipeline = Pipeline.named("both")
                        .plugins(catalog)
                        .projectDir(directory)
                        .pipelinesDir(directory.resolve("pipelines"))
                        .dataset("data")
                        .destination("older")
                        .open()) {
            for (String type : List.of("older", "newer")) {
                LoadInfo info = pipeline.to(type).run(Resource.of("items", List.of(Map.of("id", 1))));
                locations.add(info.location().orElseThrow());
                assertThat(Memory.rows(directory.resolve(type + ".jsonl"), "data", "items"))
                        .hasSize(1);
            }
        }
        assertThat(locations.get(0)).isEqualTo("jackson 2.18.3, netty 4.1.110.Final");
        assertThat(locations.get(1)).isEqualTo("jackson 2.22.4, netty 4.1.132.Final");
        assertThat(com.fasterxml.jackson.core.json.PackageVersion.VERSION.toString())
                .isEqualTo("2.22.4");
    }

    private static void install(Path plugins, String type) throws Exception {
        Path folder = new MemoryPlugin()
                .withPackage(VersionTelling.class)
                .factory(VersionTelling.class)
                .put("META-INF/defect", type)
                .replace("META-INF/dlt4j/plugin.properties", "id=memory", "id=" + type)
                .replace("META-INF/dlt4j/plugin.properties", "destinations=memory", "destinations=" + type)
                .put(
                        "META-INF/dlt4j/capabilities/" + type + ".json",
                        "{\"type\": \"" + type + "\", \"file_formats\": [\"jsonl\"], \"transactions\": true}")
                .installIn(plugins.resolve("." + type));
        Path own = Files.createDirectories(plugins.resolve(type).resolve("lib"));
        Files.copy(folder.resolve("memory.jar"), plugins.resolve(type).resolve(type + ".jar"));
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(Path.of("target", "two-versions", type))) {
            for (Path jar : jars) {
                Files.copy(jar, own.resolve(jar.getFileName()));
            }
        }
    }
}
