package io.dlt4j.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.api.DestinationFactory;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.format.FileFormatProvider;
import io.dlt4j.api.format.FileFormatWriter;
import io.dlt4j.api.load.DestinationClient;
import io.dlt4j.api.load.SupportsSql;
import io.dlt4j.api.load.SupportsStateSync;
import java.io.IOException;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginIsolationIT {

    @TempDir
    Path directory;

    @Test
    void keepsVersionsOfOneClassApart() {
        new FixturePlugin("first").withLibrary(1).installIn(directory);
        new FixturePlugin("second").withLibrary(2).installIn(directory);
        try (PluginCatalog catalog = catalog()) {
            assertThat(open(catalog, "first").location()).isEqualTo("1.0");
            assertThat(open(catalog, "second").location()).isEqualTo("2.0");
        }
    }

    @Test
    void hidesClassesOfTheHost() {
        new FixturePlugin("nosy").installIn(directory);
        try (PluginCatalog catalog = catalog()) {
            assertThatThrownBy(() -> open(catalog, "nosy").location())
                    .isInstanceOf(DltException.class)
                    .hasMessageContaining(PluginCatalog.class.getName() + " is not there");
        }
    }

    @Test
    void hidesServicesOfTheHost() throws Exception {
        ClassLoader host = getClass().getClassLoader();
        String service = "META-INF/services/org.junit.platform.engine.TestEngine";
        String api = DestinationFactory.class.getName().replace('.', '/') + ".class";
        try (PluginClassLoader loader = new PluginClassLoader("x", List.of(), host)) {
            assertThat(host.getResource(service)).isNotNull();
            assertThat(loader.getResource(service)).isNull();
            assertThat(Collections.list(loader.getResources(service))).isEmpty();
            assertThat(loader.getResource(api)).isEqualTo(host.getResource(api));
            assertThat(Collections.list(loader.getResources(api))).hasSize(1);
            assertThat(loader.loadClass(DestinationFactory.class.getName())).isSameAs(DestinationFactory.class);
            assertThat(loader.loadClass("org.slf4j.Logger")).isSameAs(org.slf4j.Logger.class);
            assertThatThrownBy(() -> loader.loadClass(PluginCatalog.class.getName()))
                    .isInstanceOf(ClassNotFoundException.class);
        }
    }

    @Test
    void swapsContextClassLoaderForEachCall() {
        new FixturePlugin("plain").installIn(directory);
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (PluginCatalog catalog = catalog()) {
            DestinationClient client = open(catalog, "plain");
            assertThat(client.location()).isEqualTo("dlt4j-plugin-plain");
            assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
            assertThatThrownBy(() -> client.isLoaded("1", "s"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("dlt4j-plugin-plain");
            assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
        }
    }

    @Test
    void showsTheMixinsThatTheClientHas() {
        new FixturePlugin("plain").installIn(directory);
        new FixturePlugin("other").installIn(directory);
        try (PluginCatalog catalog = catalog()) {
            assertThat(open(catalog, "plain")).isNotInstanceOf(SupportsStateSync.class);
            assertThat(open(catalog, "other"))
                    .isNotInstanceOf(SupportsSql.class)
                    .isInstanceOfSatisfying(
                            SupportsStateSync.class,
                            sync -> assertThat(sync.datasetExists()).isTrue());
        }
    }

    @Test
    void makesThreadsOfThePlugin() {
        new FixturePlugin("plain").installIn(directory);
        try (PluginCatalog catalog = catalog()) {
            ThreadFactory threads = catalog.threadFactory("plain");
            Thread thread = threads.newThread(() -> {});
            assertThat(thread.getContextClassLoader().getName()).isEqualTo("dlt4j-plugin-plain");
            assertThat(thread.isDaemon()).isTrue();
            assertThat(thread.getName()).isEqualTo("dlt4j-plain-1");
        }
    }

    @Test
    void givesClientsThreadsOfThePlugin() {
        new FixturePlugin("threads").installIn(directory);
        try (PluginCatalog catalog = catalog()) {
            assertThat(open(catalog, "threads").location()).isEqualTo("dlt4j-threads-1 dlt4j-plugin-threads fixture");
        }
    }

    @Test
    void forgetsTheClassesOfClosedPlugins() throws Exception {
        new FixturePlugin("jdbc").withDriver().withSheet().installIn(directory);
        ReferenceQueue<ClassLoader> gone = new ReferenceQueue<>();
        WeakReference<ClassLoader> loader = useAndClose("jdbc", "driver", gone);
        assertThat(System.getProperty("fixture.driver")).isEqualTo("deregistered");
        System.clearProperty("fixture.driver");
        assertGoes(loader, gone);
    }

    @Test
    void letsPluginsEndWhatTheirLibrariesShare() throws Exception {
        new FixturePlugin("lingers").installIn(directory);
        ReferenceQueue<ClassLoader> gone = new ReferenceQueue<>();
        WeakReference<ClassLoader> loader = useInTwoCatalogs("lingers", gone);
        assertThat(System.getProperty("fixture.unload")).isEqualTo("dlt4j-plugin-lingers");
        System.clearProperty("fixture.unload");
        assertGoes(loader, gone);
    }

    /** The second to close, which has opened nothing, is the one that unloads. */
    private WeakReference<ClassLoader> useInTwoCatalogs(String type, ReferenceQueue<ClassLoader> gone) {
        try (PluginCatalog other = catalog()) {
            ClassLoader shared = loader(other, type);
            WeakReference<ClassLoader> loader = useAndClose(type, shared.getName(), gone);
            assertThat(System.getProperty("fixture.unload")).isNull();
            return loader;
        }
    }

    private WeakReference<ClassLoader> useAndClose(String type, String location, ReferenceQueue<ClassLoader> gone) {
        try (PluginCatalog catalog = catalog();
                DestinationClient client = open(catalog, type)) {
            assertThat(client.location()).isEqualTo(location);
            return new WeakReference<>(loader(catalog, type), gone);
        }
    }

    private static void assertGoes(WeakReference<ClassLoader> loader, ReferenceQueue<ClassLoader> gone)
            throws InterruptedException {
        Reference<? extends ClassLoader> collected = null;
        for (int i = 0; i < 100 && collected == null; i++) {
            System.gc();
            collected = gone.remove(100);
        }
        assertThat(collected).isSameAs(loader);
    }

    @Test
    void sharesOneLoaderInTheProcess() {
        new FixturePlugin("plain").installIn(directory);
        PluginCatalog one = catalog();
        PluginCatalog two = catalog();
        ClassLoader loader = loader(one, "plain");
        assertThat(loader(two, "plain")).isSameAs(loader);
        one.close();
        assertThat(loader(two, "plain")).isSameAs(loader);
        two.close();
        try (PluginCatalog three = catalog()) {
            assertThat(loader(three, "plain")).isNotSameAs(loader);
        }
    }

    @Test
    void keepsLoaderOfNativeCodeForEver() {
        new FixturePlugin("plain").property("native.access", "true").installIn(directory);
        PluginCatalog one = catalog();
        ClassLoader loader = loader(one, "plain");
        one.close();
        try (PluginCatalog two = catalog()) {
            assertThat(loader(two, "plain")).isSameAs(loader);
        }
    }

    @Test
    void closedCatalogMayBeUsedAgain() {
        new FixturePlugin("plain").installIn(directory);
        PluginCatalog catalog = catalog();
        catalog.close();
        assertThat(open(catalog, "plain").location()).isEqualTo("dlt4j-plugin-plain");
        catalog.close();
        catalog.close();
    }

    @Test
    void deregistersJdbcDrivers() {
        new FixturePlugin("jdbc").withDriver().installIn(directory);
        try (PluginCatalog catalog = catalog()) {
            assertThat(open(catalog, "jdbc").location()).isEqualTo("driver");
            assertThat(System.getProperty("fixture.driver")).isEqualTo("registered");
        }
        assertThat(System.getProperty("fixture.driver")).isEqualTo("deregistered");
        System.clearProperty("fixture.driver");
    }

    @Test
    void loadsNoDriverToCloseAPluginThatUsedNone() {
        new FixturePlugin("jdbc").withDriver().installIn(directory);
        try (PluginCatalog catalog = catalog()) {
            catalog.configSpec("jdbc");
        }
        assertThat(System.getProperty("fixture.driver")).isNull();
    }

    @Test
    void callsFormatsAndTheirWritersInThePlugin() throws Exception {
        new FixturePlugin("format-weird").asFormat().installIn(directory);
        try (PluginCatalog catalog = catalog()) {
            FileFormatProvider provider = catalog.format("weird").orElseThrow();
            assertThat(provider.format().name()).isEqualTo("weird");
            try (FileFormatWriter writer = provider.openWriter(directory.resolve("x"), List.of())) {
                assertThatThrownBy(writer::finish)
                        .isInstanceOf(IOException.class)
                        .hasMessage("dlt4j-plugin-format-weird");
            }
            assertThat(catalog.format("nosuch")).isEmpty();
            assertThat(catalog.plugins())
                    .singleElement()
                    .satisfies(info -> assertThat(info.formats()).containsExactly("weird"));
        }
    }

    @Test
    void reportsFormatThatThePluginDoesNotBring() {
        new FixturePlugin("format-odd").asFormat().property("formats", "odd").installIn(directory);
        try (PluginCatalog catalog = catalog()) {
            assertThatThrownBy(() -> catalog.format("odd")).hasMessageContaining("brings 'odd'");
        }
    }

    private PluginCatalog catalog() {
        return PluginCatalog.of(List.of(directory), getClass().getClassLoader());
    }

    private static DestinationClient open(PluginCatalog catalog, String type) {
        return catalog.openClient(type, new FixtureContext());
    }

    private static ClassLoader loader(PluginCatalog catalog, String type) {
        return catalog.threadFactory(type).newThread(() -> {}).getContextClassLoader();
    }
}
