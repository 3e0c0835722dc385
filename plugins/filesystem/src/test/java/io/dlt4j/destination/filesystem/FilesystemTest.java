package io.dlt4j.destination.filesystem;

import static org.assertj.core.api.Assertions.assertThat;

import io.dlt4j.api.ApiVersion;
import io.dlt4j.api.DestinationFactory;
import io.dlt4j.api.DestinationPlugin;
import io.dlt4j.api.capability.Capabilities;
import io.dlt4j.api.config.ConfigField;
import io.dlt4j.config.CapabilitySheet;
import io.dlt4j.config.SampleTable;
import io.dlt4j.config.TomlDraft;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FilesystemTest {

    private static final String SHEET = "META-INF/dlt4j/capabilities/filesystem.json";

    private final Filesystem factory = new Filesystem();

    @Test
    void isFoundThroughTheServiceLoader() {
        assertThat(ServiceLoader.load(DestinationFactory.class)).hasAtLeastOneElementOfType(Filesystem.class);
    }

    @Test
    void descriptorAgreesWithTheAnnotation() throws IOException {
        Properties descriptor = new Properties();
        URL own = own("META-INF/dlt4j/plugin.properties");
        try (InputStream in = own.openStream()) {
            descriptor.load(in);
        }
        DestinationPlugin annotation = Filesystem.class.getAnnotation(DestinationPlugin.class);
        assertThat(descriptor)
                .isEqualTo(Map.of(
                        "id", annotation.id(),
                        "api", annotation.api(),
                        "factory", Filesystem.class.getName(),
                        "destinations", factory.type()));
        assertThat(annotation.api()).isEqualTo(ApiVersion.CURRENT);
    }

    @Test
    void itsSheetTheHostsAndItsCapabilitiesAreTheSame() throws Exception {
        List<URL> sheets = Collections.list(getClass().getClassLoader().getResources(SHEET));
        assertThat(sheets).hasSize(2);
        assertThat(bytes(sheets.get(0))).isEqualTo(bytes(sheets.get(1)));
        Capabilities sheet = CapabilitySheet.builtIn(factory.type()).orElseThrow();
        List<Method> properties = Stream.of(Capabilities.class.getMethods())
                .filter(method -> method.getDeclaringClass() == Capabilities.class
                        && method.getParameterCount() == 0
                        && !Modifier.isStatic(method.getModifiers())
                        && !method.getName().equals("toBuilder"))
                .toList();
        assertThat(properties).hasSizeGreaterThan(20);
        for (Method property : properties) {
            assertThat(property.invoke(sheet))
                    .as(property.getName())
                    .isEqualTo(property.invoke(factory.capabilities()));
        }
    }

    @Test
    void declaresTheReferencesFields() {
        assertThat(factory.configSpec().fields())
                .extracting(ConfigField::name)
                .containsExactly(
                        "bucket_url",
                        "credentials",
                        "kwargs",
                        "client_kwargs",
                        "config_kwargs",
                        "layout",
                        "extra_placeholders",
                        "current_datetime",
                        "max_state_files");
        assertThat(factory.configSpec().fields())
                .filteredOn(field -> !field.isOptional() && field.defaultValue().isEmpty())
                .extracting(ConfigField::name)
                .containsExactly("bucket_url", "credentials");
    }

    private static URL own(String name) throws IOException {
        String home = Filesystem.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString();
        return Collections.list(FilesystemTest.class.getClassLoader().getResources(name)).stream()
                .filter(url -> url.toString().contains(home))
                .findFirst()
                .orElseThrow();
    }

    private static byte[] bytes(URL url) throws IOException {
        try (InputStream in = url.openStream()) {
            return in.readAllBytes();
        }
    }

    @Test
    @DisplayName("P-135: a folder is asked of the filesystem")
    void itsSampleConfigurationAsksForTheFolder(@org.junit.jupiter.api.io.TempDir java.nio.file.Path directory) {
        TomlDraft secrets = TomlDraft.of(directory.resolve("secrets.toml"), true, "");
        TomlDraft config = TomlDraft.of(directory.resolve("config.toml"), false, "");
        for (SampleTable table : SampleTable.of(List.of("destination", "filesystem"), new Filesystem().configSpec())) {
            secrets.add(table, config);
        }
        assertThat(secrets.text())
                .startsWith("[destination.filesystem]\n")
                .contains("\nbucket_url = \"<configure me>\" # fill this in!\n", "\n# max_state_files = 100\n");
    }
}
