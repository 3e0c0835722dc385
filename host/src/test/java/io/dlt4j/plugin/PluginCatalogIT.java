package io.dlt4j.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.api.ApiVersion;
import io.dlt4j.api.DestinationFactory;
import io.dlt4j.api.capability.Capabilities;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.error.ErrorCode;
import io.dlt4j.config.Config;
import io.dlt4j.config.RunContext;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginCatalogIT {

    @TempDir
    Path directory;

    @TempDir
    Path second;

    @Test
    void listsManyPluginsWithoutLoadingAClass() {
        for (int i = 0; i < 20; i++) {
            new FixturePlugin("p" + i).service("x", "y").withUnreadableClasses().installIn(directory);
        }
        List<PluginInfo> plugins = catalog().plugins();
        assertThat(plugins).hasSize(20).allSatisfy(plugin -> {
            assertThat(plugin.problem()).isEmpty();
            assertThat(plugin.api()).contains(ApiVersion.CURRENT);
            assertThat(plugin.destinations()).containsExactly(plugin.id());
        });
    }

    @Test
    void refusesPluginWithoutDescriptor() {
        new FixturePlugin("plain").withoutDescriptor().installIn(directory);
        assertUnavailable("plain", PluginError.PLUGIN_INVALID, "no META-INF/dlt4j/plugin.properties");
    }

    @Test
    void refusesDescriptorWithoutApi() {
        new FixturePlugin("plain").property("api", "").installIn(directory);
        assertUnavailable("plain", PluginError.PLUGIN_INVALID, "no 'api'");
    }

    @Test
    void refusesUnreadableApi() {
        new FixturePlugin("plain").property("api", "new").installIn(directory);
        assertUnavailable("plain", PluginError.PLUGIN_INVALID, "'new' is not major.minor");
    }

    @Test
    void refusesNewerApiBeforeLinking() {
        new FixturePlugin("plain")
                .property("api", "99.0")
                .withUnreadableClasses()
                .installIn(directory);
        assertUnavailable("plain", PluginError.PLUGIN_API_UNSUPPORTED, "compiled against API 99.0");
    }

    @Test
    void refusesDescriptorOfAnotherPlugin() {
        new FixturePlugin("plain").property("id", "other").installIn(directory);
        assertUnavailable("plain", PluginError.PLUGIN_INVALID, "has the id 'other'");
    }

    @Test
    void refusesDescriptorWithoutFactory() {
        new FixturePlugin("plain").property("factory", "").installIn(directory);
        assertUnavailable("plain", PluginError.PLUGIN_INVALID, "one factory for each destination");
    }

    @Test
    void refusesFileThatIsNoJar() throws Exception {
        Files.createDirectories(directory.resolve("plain"));
        Files.writeString(directory.resolve("plain/plain.jar"), "not a jar");
        assertUnavailable("plain", PluginError.PLUGIN_INVALID, "plain.jar is not a jar file");
    }

    @Test
    void refusesFolderWithoutJar() throws Exception {
        Files.createDirectories(directory.resolve("plain/lib"));
        assertUnavailable("plain", PluginError.PLUGIN_INVALID, "no plain.jar");
    }

    @Test
    void refusesDuplicatesAndNamesBoth() {
        Path one = new FixturePlugin("plain").installIn(directory);
        Path two = new FixturePlugin("plain").installIn(second);
        assertUnavailable("plain", PluginError.PLUGIN_DUPLICATE, one.toString(), two.toString());
    }

    @Test
    void refusesDuplicatesOfWhichOneIsBroken() {
        new FixturePlugin("plain").installIn(directory);
        new FixturePlugin("plain").withoutDescriptor().installIn(second);
        assertRefused("plain", PluginError.PLUGIN_DUPLICATE).hasMessageContaining(second.toString());
    }

    @Test
    void countsDirectoryOnce() throws Exception {
        Path real = second.resolve("real");
        new FixturePlugin("plain").installIn(real);
        Path link = Files.createSymbolicLink(second.resolve("link"), real);
        try (PluginCatalog catalog =
                PluginCatalog.of(List.of(real, link), getClass().getClassLoader())) {
            assertThat(catalog.plugins())
                    .singleElement()
                    .satisfies(info -> assertThat(info.problem()).isEmpty());
        }
    }

    @Test
    void reportsFactoryThatFailsToInitialise() {
        new FixturePlugin("crashes").installIn(directory);
        assertThat(catalog().plugins())
                .singleElement()
                .satisfies(info -> assertThat(info.problem()).isEmpty());
        assertRefused("crashes", PluginError.PLUGIN_BROKEN).hasMessageContaining("no luck");
    }

    @Test
    void reportsFactoryThatIsNotThere() {
        new FixturePlugin("plain").property("factory", "fixture.plain.Nothing").installIn(directory);
        assertRefused("plain", PluginError.PLUGIN_INCOMPLETE).hasMessageContaining("fixture.plain.Nothing");
    }

    @Test
    void reportsClassThatIsNoFactory() {
        new FixturePlugin("plain").property("factory", "fixture.plain.Client").installIn(directory);
        assertRefused("plain", PluginError.PLUGIN_INVALID).hasMessageContaining("is not a DestinationFactory");
    }

    @Test
    void reportsFactoryOfAnotherType() {
        new FixturePlugin("plain").property("destinations", "odd").installIn(directory);
        assertRefused("odd", PluginError.PLUGIN_INVALID).hasMessageContaining("has the type 'plain'");
    }

    @Test
    void needsDriverOnlyToOpen() {
        new FixturePlugin("jdbc").installIn(directory);
        try (PluginCatalog catalog = catalog()) {
            assertThat(catalog.configSpec("jdbc").name()).isEqualTo("jdbc");
            assertThatThrownBy(() ->
                            catalog.openClient("jdbc", new FixtureContext()).location())
                    .isInstanceOfSatisfying(
                            DltException.class, e -> assertThat(e.code()).isEqualTo(PluginError.PLUGIN_INCOMPLETE))
                    .hasMessageContaining("the class fixture.driver.Driver is not there");
        }
    }

    @Test
    void leavesOtherPluginsAlone() throws Exception {
        new FixturePlugin("crashes").installIn(directory);
        new FixturePlugin("other").withoutDescriptor().installIn(directory);
        new FixturePlugin("plain").installIn(directory);
        Files.createDirectories(directory.resolve("empty"));
        Files.writeString(directory.resolve("readme.txt"), "x");
        try (PluginCatalog catalog = catalog()) {
            assertThat(catalog.openClient("plain", new FixtureContext()).location())
                    .isEqualTo("dlt4j-plugin-plain");
            assertThat(catalog.plugins()).hasSize(4);
        }
    }

    @Test
    void saysWhereItLookedForMissingPlugin() {
        new FixturePlugin("plain").installIn(directory);
        assertThatThrownBy(() -> catalog().configSpec("redshift"))
                .isInstanceOfSatisfying(DltException.class, e -> {
                    assertThat(e.code()).isEqualTo(PluginError.PLUGIN_MISSING);
                    assertThat(e.nextStep()).contains("the plugin that brings 'redshift'");
                })
                .hasMessage("Destination 'redshift' is not installed. Looked in: class path, " + directory
                        + " (plugins: 1), " + second + " (plugins: 0), /nowhere (not there).");
    }

    @Test
    void takesCapabilitiesFromThePluginsSheet() {
        new FixturePlugin("plain")
                .sheet("{\"type\": \"plain\", \"max_identifier_length\": 63}")
                .withUnreadableClasses()
                .installIn(directory);
        new FixturePlugin("other").sheet("{\"type\": \"other\", \"colour\": 1}").installIn(directory);
        assertThat(catalog().capabilities("plain").map(Capabilities::maxIdentifierLength))
                .contains(63);
        assertThatThrownBy(() -> catalog().capabilities("other")).hasMessageContaining("unknown key `colour`");
    }

    @Test
    void knowsCapabilitiesOfBuiltInsWithoutTheirPlugin() throws Exception {
        assertThat(catalog().capabilities("duckdb")).isPresent();
        assertThat(catalog().capabilities("nosuch")).isEmpty();
        Files.createDirectories(directory.resolve("duckdb"));
        assertThat(catalog().capabilities("duckdb")).isPresent();
        Files.createDirectories(directory.resolve("nosuch"));
        assertThatThrownBy(() -> catalog().capabilities("nosuch")).isInstanceOf(DltException.class);
    }

    @Test
    void findsPluginOnClassPath() {
        Path jar = new FixturePlugin("other").installIn(second.resolve("elsewhere"));
        try (PluginCatalog catalog = PluginCatalog.of(List.of(directory), classPath(jar))) {
            assertThat(catalog.plugins()).singleElement().satisfies(info -> {
                assertThat(info.id()).isEqualTo("other");
                assertThat(info.location()).isEqualTo(jar.toString());
            });
            assertThat(catalog.configSpec("other").name()).isEqualTo("other");
            assertThat(catalog.openClient("other", new FixtureContext()).location())
                    .isEqualTo("application");
            assertThat(catalog.typeOfFactory("fixture.other.Factory")).contains("other");
        }
    }

    @Test
    void findsFactoryByItsClassThatNoServiceFileNames() throws Exception {
        Path jar = new FixturePlugin("other")
                .service("io.dlt4j.api.DestinationFactory", "# none")
                .installIn(second.resolve("elsewhere"));
        Config config = Config.of(RunContext.of(Map.of()), Map.of(), Optional.empty());
        try (URLClassLoader application = classPath(jar);
                PluginCatalog catalog = PluginCatalog.of(List.of(directory), application)) {
            assertThat(catalog.plugins()).isEmpty();
            DestinationReference found =
                    DestinationReference.resolve("fixture.other.Factory", Optional.empty(), config, catalog);
            assertThat(found).isEqualTo(new DestinationReference("other", "fixture.other.Factory", Optional.empty()));
            assertThat(catalog.requireCapabilities("other").type()).isEqualTo("other");
            assertThat(catalog.openClient("other", new FixtureContext()).location())
                    .isEqualTo("application");

            Class<?> factory = application.loadClass("fixture.other.Factory");
            assertThat(catalog.register(factory.asSubclass(DestinationFactory.class)))
                    .isEqualTo("other");
            assertThat(catalog.plugins()).hasSize(1);
        }
    }

    @Test
    void toleratesBrokenPluginsOnClassPath() {
        Path broken = new FixturePlugin("plain")
                .service("io.dlt4j.api.DestinationFactory", "fixture.plain.Missing")
                .installIn(second.resolve("a"));
        Path unreadable = new FixturePlugin("first").withUnreadableClasses().installIn(second.resolve("b"));
        Path good = new FixturePlugin("other").installIn(second.resolve("c"));
        try (PluginCatalog catalog = PluginCatalog.of(List.of(), classPath(broken, unreadable, good))) {
            assertThat(catalog.plugins()).extracting(PluginInfo::id).containsExactly("other");
        }
    }

    @Test
    void reportsStaticFailureOnClassPath() {
        Path jar = new FixturePlugin("crashes").installIn(second);
        try (PluginCatalog catalog = PluginCatalog.of(List.of(), classPath(jar))) {
            assertThat(catalog.plugins()).hasSize(1);
            assertThatThrownBy(() -> catalog.configSpec("crashes")).hasMessageContaining("no luck");
        }
    }

    @Test
    void usesJarThatIsOnClassPathAndInDirectoryFromClassPath() {
        Path jar = new FixturePlugin("plain").installIn(directory);
        try (PluginCatalog catalog = PluginCatalog.of(List.of(directory), classPath(jar))) {
            assertThat(catalog.plugins()).hasSize(1);
            assertThat(catalog.openClient("plain", new FixtureContext()).location())
                    .isEqualTo("application");
        }
    }

    @Test
    void usesFormatThatIsOnClassPathAndInDirectoryFromClassPath() {
        Path jar = new FixturePlugin("format-weird").asFormat().installIn(directory);
        try (PluginCatalog catalog = PluginCatalog.of(List.of(directory), classPath(jar))) {
            assertThat(catalog.plugins()).singleElement().satisfies(info -> {
                assertThat(info.formats()).containsExactly("weird");
                assertThat(info.problem()).isEmpty();
            });
            assertThat(catalog.format("weird")).isPresent();
        }
    }

    @Test
    void refusesDuplicateOnClassPathAndInDirectory() {
        Path jar = new FixturePlugin("plain").installIn(second.resolve("elsewhere"));
        new FixturePlugin("plain").installIn(directory);
        try (PluginCatalog catalog = PluginCatalog.of(List.of(directory), classPath(jar))) {
            assertThatThrownBy(() -> catalog.configSpec("plain")).hasMessageContaining("more than once");
        }
    }

    @Test
    void resolvesReferencesToInstalledPlugins() {
        new FixturePlugin("plain").installIn(directory);
        DestinationReference expected = new DestinationReference("plain", "fixture.plain.Factory", Optional.empty());
        Config config = Config.of(RunContext.of(Map.of()), Map.of(), Optional.empty());
        assertThat(DestinationReference.resolve("plain", Optional.empty(), config, catalog()))
                .isEqualTo(expected);
        assertThat(DestinationReference.resolve("fixture.plain.Factory", Optional.empty(), config, catalog()))
                .isEqualTo(expected);
    }

    @Test
    void searchesDirectoriesInOrder() {
        RunContext context = RunContext.of(Map.of("HOME", "/home/u"));
        Map<String, String> environment = Map.of("DLT4J_PLUGINS", "/a:/b");
        assertThat(PluginDirectories.of(context, environment, Optional.of(Path.of("/given")), "/opt/dlt4j"))
                .containsExactly(
                        Path.of("/given"),
                        Path.of("/a"),
                        Path.of("/b"),
                        Path.of("/opt/dlt4j/plugins"),
                        Path.of("/home/u/.dlt/plugins"));
        assertThat(PluginDirectories.of(context, Map.of(), Optional.empty(), ""))
                .containsExactly(Path.of("/home/u/.dlt/plugins"));
    }

    private PluginCatalog catalog() {
        return PluginCatalog.of(
                List.of(directory, second, Path.of("/nowhere")), getClass().getClassLoader());
    }

    private URLClassLoader classPath(Path... jars) {
        URL[] urls = Arrays.stream(jars).map(PluginCatalogIT::url).toArray(URL[]::new);
        return new URLClassLoader("application", urls, getClass().getClassLoader());
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertUnavailable(String type, ErrorCode code, String... reasons) {
        assertThat(catalog().plugins())
                .allSatisfy(info -> assertThat(info.problem())
                        .hasValueSatisfying(reason -> assertThat(reason).contains(reasons)));
        assertRefused(type, code).hasMessageContainingAll(reasons);
    }

    private AbstractThrowableAssert<?, ?> assertRefused(String type, ErrorCode code) {
        return assertThatThrownBy(() -> catalog().configSpec(type))
                .isInstanceOfSatisfying(
                        DltException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
