package io.dlt4j.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.dlt4j.api.format.FileFormat;
import io.dlt4j.api.load.DestinationClient;
import io.dlt4j.api.load.IngestJob;
import io.dlt4j.api.load.JobFile;
import io.dlt4j.api.load.JobKey;
import io.dlt4j.api.load.JobOutcome;
import io.dlt4j.api.load.LoadStart;
import io.dlt4j.api.load.SupportsStateSync;
import io.dlt4j.api.schema.TableSchema;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A plugin that was compiled once, against the first API, and is kept as it was: within a major version it runs on every later
 * host. Whoever breaks this breaks the plugins of others.
 */
class OldPluginIT {

    @TempDir
    Path directory;

    @BeforeEach
    void install() throws Exception {
        Path folder = Files.createDirectories(directory.resolve("aged"));
        try (InputStream jar = OldPluginIT.class.getResourceAsStream("/plugins/api-0.1/aged.jar")) {
            Files.copy(jar, folder.resolve("aged.jar"));
        }
    }

    @Test
    void passesTheExamination() {
        try (PluginCatalog catalog = catalog()) {
            assertThat(catalog.diagnose()).singleElement().satisfies(diagnosis -> {
                assertThat(diagnosis.isUsable()).isTrue();
                assertThat(diagnosis.findings()).isEmpty();
            });
        }
    }

    @Test
    void doesWhatItDid() {
        try (PluginCatalog catalog = catalog();
                DestinationClient client = catalog.openClient("aged", new FixtureContext())) {
            assertThat(client.location()).isEqualTo("fixture/dataset");
            assertThat(client.isLoaded("1", "s")).isTrue();
            assertThat(((SupportsStateSync) client)
                            .newestState("pipe")
                            .orElseThrow()
                            .version())
                    .isEqualTo(2);
            JobFile file = JobFile.of(new JobKey("p", "1", "j"), directory.resolve("x.jsonl"), FileFormat.JSONL, 1, 1);
            JobOutcome outcome =
                    client.ingest(IngestJob.into(TableSchema.builder("items").build(), List.of(file)));
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            JobOutcome.Rejected.class,
                            rejected -> assertThat(rejected.reason()).hasMessage("It is too old for items."));
        }
    }

    /** What the API has gained since has an answer for plugins that do not know it. */
    @Test
    void hasDefaultsForWhatCameLater() throws Exception {
        try (PluginCatalog catalog = catalog();
                DestinationClient client = catalog.openClient("aged", new FixtureContext())) {
            client.prepare();
            client.begin(new LoadStart("p", "1", directory));
            int abstractMethods = 0;
            for (Method method : DestinationClient.class.getMethods()) {
                if (method.getParameterCount() == 0) {
                    try {
                        method.invoke(client);
                    } catch (InvocationTargetException e) {
                        assertThat(e.getCause()).isNotInstanceOf(LinkageError.class);
                    }
                    abstractMethods++;
                }
            }
            assertThat(abstractMethods).isGreaterThan(2);
            catalog.configSpec("aged");
            assertThat(catalog.requireCapabilities("aged").fileFormats()).containsExactly("jsonl");
            assertThat(catalog.storeIdentity("aged", new FixtureContext().config()))
                    .isEmpty();
        }
    }

    private PluginCatalog catalog() {
        return PluginCatalog.of(List.of(directory), getClass().getClassLoader());
    }
}
