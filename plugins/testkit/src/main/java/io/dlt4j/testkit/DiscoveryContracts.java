package io.dlt4j.testkit;

import static io.dlt4j.testkit.Area.DISCOVERY;

import io.dlt4j.api.DestinationFactory;
import io.dlt4j.plugin.PluginDiagnosis;
import io.dlt4j.plugin.PluginInfo;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/** The plugin is found wherever it may lie, and says the same of itself everywhere. */
final class DiscoveryContracts {

    static final List<Contract> ALL = List.of(
            new Contract(
                    DISCOVERY,
                    "isInOrder",
                    "DestinationFactory: the class is annotated with @DestinationPlugin and named in META-INF/services, the"
                            + " descriptor META-INF/dlt4j/plugin.properties says the same, and the capability sheet equals"
                            + " capabilities(); lib/ has all libraries, and none that the host gives",
                    DiscoveryContracts::isInOrder),
            new Contract(
                    DISCOVERY,
                    "worksOnClassPath",
                    "DestinationFactory: found when its jar is on the class path; the manifest's Class-Path names every jar"
                            + " of lib/, so that naming the one jar of an unpacked plugin is enough",
                    DiscoveryContracts::worksOnClassPath),
            new Contract(
                    DISCOVERY,
                    "factoryHasNoState",
                    "DestinationFactory: the class is public and final, has a public constructor without parameters, and"
                            + " no state",
                    DiscoveryContracts::factoryHasNoState),
            new Contract(
                    DISCOVERY,
                    "capabilitiesAreFixed",
                    "DestinationFactory.capabilities(): the same on every call, with strategies and formats that exist",
                    DiscoveryContracts::capabilitiesAreFixed));

    private DiscoveryContracts() {}

    private static void isInOrder(Bench bench) {
        List<PluginDiagnosis> own = bench.catalog().diagnose().stream()
                .filter(diagnosis -> diagnosis.plugin().id().equals(id(bench)))
                .toList();
        Expect.equal(
                own.size(),
                1,
                "Plugins with the id '" + id(bench) + "' in " + bench.tested().pluginDirectory());
        Expect.none(
                own.get(0).findings().stream()
                        .map(finding -> finding.code() + " " + finding.reason())
                        .toList(),
                "'dlt4j plugins doctor' says of it");
        PluginInfo plugin = own.get(0).plugin();
        Expect.isTrue(
                plugin.destinations().contains(bench.tested().type()),
                "The descriptor names the destinations " + plugin.destinations() + ", not '"
                        + bench.tested().type() + "'");
    }

    private static String id(Bench bench) {
        return bench.tested().folder().getFileName().toString();
    }

    private static void worksOnClassPath(Bench bench) throws Exception {
        Path jar = bench.tested().jar();
        List<String> named = new ArrayList<>();
        try (JarFile file = new JarFile(jar.toFile())) {
            String attribute = file.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            if (attribute != null) {
                named.addAll(Arrays.asList(attribute.strip().split(" +")));
            }
        }
        List<String> unnamed = libraries(bench);
        unnamed.removeAll(named);
        Expect.none(unnamed, "Class-Path of the manifest does not name");
        HostProcess.Ended described = new HostProcess(bench.scratch(), bench.environment())
                .with(jar)
                .run("destinations", "describe", bench.tested().type());
        Expect.isTrue(
                described.code() == 0 && described.output().contains("plugin: " + jar.toRealPath()),
                "'dlt4j destinations describe' with " + jar + " on the class path says: " + described.output());
    }

    private static List<String> libraries(Bench bench) throws IOException {
        List<String> names = new ArrayList<>();
        Path lib = bench.tested().folder().resolve("lib");
        if (Files.isDirectory(lib)) {
            try (DirectoryStream<Path> jars = Files.newDirectoryStream(lib, "*.jar")) {
                jars.forEach(library -> names.add("lib/" + library.getFileName()));
            }
        }
        return names;
    }

    private static void factoryHasNoState(Bench bench) throws Exception {
        String name = bench.catalog()
                .factoryName(bench.tested().type())
                .orElseThrow(() -> new AssertionError("No plugin names a factory for the type"));
        URL[] jar = {bench.tested().jar().toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(jar, DestinationFactory.class.getClassLoader())) {
            Class<?> type = Class.forName(name, false, loader);
            Expect.isTrue(
                    Modifier.isPublic(type.getModifiers()) && Modifier.isFinal(type.getModifiers()),
                    type + " is not public and final");
            List<String> fields = Arrays.stream(type.getDeclaredFields())
                    .filter(field -> !Modifier.isStatic(field.getModifiers()) && !field.isSynthetic())
                    .map(Field::getName)
                    .toList();
            Expect.none(fields, type + " has fields");
        }
    }

    private static void capabilitiesAreFixed(Bench bench) {
        String type = bench.tested().type();
        var first = bench.capabilities();
        Expect.equal(first.type(), type, "The sheet is about the type");
        Expect.isTrue(!first.fileFormats().isEmpty(), "The sheet names no file format");
        for (String strategy : first.mergeStrategies()) {
            Expect.isTrue(
                    io.dlt4j.api.schema.MergeStrategy.find(strategy).isPresent(),
                    "There is no merge strategy '" + strategy + "'");
        }
        for (String strategy : first.replaceStrategies()) {
            Expect.isTrue(
                    io.dlt4j.api.schema.ReplaceStrategy.find(strategy).isPresent(),
                    "There is no replace strategy '" + strategy + "'");
        }
    }
}
