package io.dlt4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of plugins that have a descriptor and nothing else. */
final class PluginCommandsTest {

    @TempDir
    private Path directory;

    @BeforeEach
    void install() throws IOException {
        descriptor("good", "api=0.1\nfactory=x.Good\ndestinations=good\n");
        descriptor("newer", "api=7.0\nfactory=x.Newer\ndestinations=newer\n");
    }

    @Test
    void listsPluginsWithWhatStandsAgainstThem() throws IOException {
        CommandLine list = CommandLine.run(directory, "plugins", "list", "--plugins-dir", "plugins");
        assertThat(list.code()).isZero();
        assertThat(list.out().lines())
                .anyMatch(line -> line.matches("good +1\\.2 +API 0\\.1 +destination good +.*good\\.jar"))
                .anyMatch(line -> line.startsWith("newer")
                        && line.contains("unavailable: it was compiled against API 7.0, and this dlt4j has API "));
        JsonNode plugins = json(CommandLine.run(directory, "plugins", "list", "--plugins-dir", "plugins", "--json"))
                .get("plugins");
        assertThat(plugins.findValuesAsText("id")).containsExactly("good", "newer");
        assertThat(plugins.get(0).get("problem").isNull()).isTrue();
    }

    @Test
    void saysWhereItLookedForPlugins() {
        assertThat(CommandLine.run(directory, "plugins", "list").out())
                .startsWith("No plugins. Looked in: class path, ");
    }

    @Test
    void doctorFailsIfAPluginCannotBeUsed() throws IOException {
        CommandLine doctor = CommandLine.run(directory, "plugins", "doctor", "--plugins-dir", "plugins");
        assertThat(doctor.code()).isEqualTo(2);
        assertThat(doctor.out())
                .contains("broken  good 1.2, API 0.1, destination good")
                .contains("PLUGIN_INCOMPLETE: the class x.Good is not there")
                .contains("PLUGIN_API_UNSUPPORTED: it was compiled against API 7.0");
        assertThat(doctor.err()).contains("PLUGIN_UNUSABLE").contains("2 of 2 plugins cannot be used: good, newer.");
        JsonNode document = json(CommandLine.run(directory, "plugins", "doctor", "--plugins-dir", "plugins", "--json"));
        assertThat(document.get("plugins").findValuesAsText("usable")).containsExactly("false", "false");
        assertThat(document.get("error").get("code").asText()).isEqualTo("PLUGIN_UNUSABLE");
    }

    private void descriptor(String id, String content) throws IOException {
        Path jar = Files.createDirectories(directory.resolve("plugins").resolve(id))
                .resolve(id + ".jar");
        try (OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            zip.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
            zip.write("Manifest-Version: 1.0\nImplementation-Version: 1.2\n".getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("META-INF/dlt4j/plugin.properties"));
            zip.write(("id=" + id + "\n" + content).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static JsonNode json(CommandLine ended) throws IOException {
        return new ObjectMapper().readTree(ended.out());
    }
}
