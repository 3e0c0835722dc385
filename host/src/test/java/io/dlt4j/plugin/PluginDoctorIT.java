package io.dlt4j.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.dlt4j.api.capability.Capabilities;
import io.dlt4j.config.CapabilityOverrides;
import io.dlt4j.plugin.PluginDiagnosis.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ObjectAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One broken plugin for each thing that the examination finds. */
class PluginDoctorIT {

    @TempDir
    Path directory;

    @Test
    void findsNothingWrongWithAGoodPlugin() {
        sound("plain")
                .manifest("Implementation-Version: 3.2.1\nClass-Path: lib/library.jar\n")
                .withLibrary(1)
                .installIn(directory);
        assertThat(diagnose()).singleElement().satisfies(diagnosis -> {
            assertThat(diagnosis.findings()).isEmpty();
            assertThat(diagnosis.isUsable()).isTrue();
            assertThat(diagnosis.plugin().version()).contains("3.2.1");
        });
    }

    @Test
    void findsFailingInitialiserWithItsCause() {
        sound("crashes").installIn(directory);
        assertFound(PluginError.PLUGIN_BROKEN, "its code failed: java.lang.IllegalStateException: no luck")
                .satisfies(finding -> {
                    assertThat(finding.fatal()).isTrue();
                    assertThat(finding.cause()).isPresent();
                });
    }

    @Test
    void findsLibraryThatTheDescriptorNamesAndTheFolderLacks() {
        sound("plain").property("libraries", "org.example:driver:1.4").installIn(directory);
        assertFound(PluginError.PLUGIN_INCOMPLETE, "its lib folder lacks org.example:driver:1.4");
    }

    @Test
    void findsLibraryThatTheManifestNamesAndTheFolderLacks() {
        sound("plain").manifest("Class-Path: lib/driver-1.4.jar\n").installIn(directory);
        assertFound(PluginError.PLUGIN_INCOMPLETE, "its lib folder lacks lib/driver-1.4.jar");
    }

    @Test
    void findsLibrariesThatTheHostGives() {
        sound("plain").withLibrary("slf4j-api-2.0.1", "org/slf4j/Logger.class").installIn(directory);
        assertFound(PluginError.PLUGIN_INVALID, "slf4j-api-2.0.1.jar repeats slf4j-api")
                .satisfies(finding -> assertThat(finding.fatal()).isFalse());
    }

    @Test
    void findsNativeLibrariesOfAnotherPlatform() {
        sound("plain")
                .property("native.access", "true")
                .withLibrary("driver", "native/Solaris/sparc/libdriver.so")
                .installIn(directory);
        assertFound(PluginError.PLUGIN_INCOMPLETE, "it has no native library for " + System.getProperty("os.name"));
    }

    @Test
    void findsManifestForWhichNoClassIsLoaded() {
        sound("plain").manifest("Class-Path:lib/driver.jar\n").installIn(directory);
        assertThat(diagnose())
                .singleElement()
                .satisfies(diagnosis -> assertThat(diagnosis.findings())
                        .extracting(Finding::reason)
                        .anyMatch(reason -> reason.startsWith("its manifest cannot be read: invalid header")));
    }

    @Test
    void findsMissingCapabilitySheet() {
        new FixturePlugin("plain").installIn(directory);
        assertFound(PluginError.PLUGIN_INVALID, "it has no capability sheet")
                .satisfies(finding -> assertThat(finding.fatal()).isTrue());
    }

    @Test
    void findsSheetThatIsNone() {
        new FixturePlugin("plain").sheet("{\"type\": \"other\"}").installIn(directory);
        assertFound(PluginError.PLUGIN_BROKEN, "its type is 'other', not 'plain'");
    }

    @Test
    void findsSheetThatDisagreesWithTheFactory() {
        new FixturePlugin("plain")
                .sheet("{\"type\": \"plain\", \"transactions\": true, \"max_identifier_length\": 63}")
                .installIn(directory);
        assertFound(PluginError.PLUGIN_INVALID, "disagree about max_identifier_length, transactions");
    }

    @Test
    void findsMissingServiceFile() {
        sound("plain").withoutService().installIn(directory);
        assertFound(PluginError.PLUGIN_INVALID, "does not name fixture.plain.Factory")
                .satisfies(finding -> assertThat(finding.fatal()).isFalse());
    }

    @Test
    void findsDescriptorThatDisagreesWithTheAnnotation() {
        sound("plain").property("api", "0.0").installIn(directory);
        assertFound(PluginError.PLUGIN_INVALID, "its descriptor says id plain and API 0.0");
    }

    @Test
    void findsBothOfTwoPluginsThatBringOneDestination() throws Exception {
        Path second = Files.createDirectory(directory.resolve("second"));
        Path first = Files.createDirectory(directory.resolve("first"));
        sound("plain").installIn(first);
        sound("plain").installIn(second);
        try (PluginCatalog catalog =
                PluginCatalog.of(List.of(first, second), getClass().getClassLoader())) {
            assertThat(catalog.diagnose()).hasSize(2).allSatisfy(diagnosis -> {
                assertThat(diagnosis.isUsable()).isFalse();
                assertThat(diagnosis.findings().get(0).code()).isEqualTo(PluginError.PLUGIN_DUPLICATE);
            });
        }
    }

    @Test
    void findsPluginOfANewerApiWithoutLinkingIt() {
        sound("plain").property("api", "9.0").withUnreadableClasses().installIn(directory);
        assertThat(diagnose())
                .singleElement()
                .satisfies(diagnosis -> assertThat(diagnosis.findings())
                        .extracting(Finding::code)
                        .containsExactly(PluginError.PLUGIN_API_UNSUPPORTED));
    }

    @Test
    void comparesEveryCapability() {
        assertThat(CapabilityOverrides.values(Capabilities.builder("x").build()))
                .hasSizeGreaterThan(20);
    }

    private static FixturePlugin sound(String id) {
        return new FixturePlugin(id).withSheet();
    }

    private List<PluginDiagnosis> diagnose() {
        try (PluginCatalog catalog =
                PluginCatalog.of(List.of(directory), getClass().getClassLoader())) {
            return catalog.diagnose();
        }
    }

    private ObjectAssert<Finding> assertFound(PluginError code, String reason) {
        List<PluginDiagnosis> all = diagnose();
        assertThat(all).hasSize(1);
        assertThat(all.get(0).findings()).hasSize(1);
        Finding finding = all.get(0).findings().get(0);
        assertThat(finding.code()).isEqualTo(code);
        assertThat(finding.reason()).contains(reason);
        return assertThat(finding);
    }
}
