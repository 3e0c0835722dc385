package io.dlt4j.testkit;

import static io.dlt4j.testkit.Area.PURITY;

import io.dlt4j.plugin.PluginCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Extract and normalize run where the drivers are not. */
final class PurityContracts {

    static final List<Contract> ALL = List.of(
            new Contract(
                    PURITY,
                    "describesItselfWithoutLibraries",
                    "DestinationFactory: type(), capabilities() and configSpec() work while the drivers are absent; the"
                            + " class names no driver type in a signature, a static field or a catch clause, and open() is"
                            + " one 'return new …Client(context)'",
                    PurityContracts::describesItselfWithoutLibraries),
            new Contract(
                    PURITY,
                    "extractAndNormalizeWithoutLibraries",
                    "DestinationFactory: extract and normalize run with the thin jar alone, and load no class of a driver",
                    PurityContracts::extractAndNormalizeWithoutLibraries));

    private PurityContracts() {}

    /** A plugin directory with the thin jar and no {@code lib/}. */
    private static Path withoutLibraries(Bench bench) throws IOException {
        String id = bench.tested().folder().getFileName().toString();
        Path thin = bench.scratch().resolve("thin");
        Path folder = Files.createDirectories(thin.resolve(id));
        Files.copy(bench.tested().jar(), folder.resolve(id + ".jar"));
        return thin;
    }

    private static void describesItselfWithoutLibraries(Bench bench) throws Exception {
        ClassLoader hidden = new HiddenPlugins(
                PurityContracts.class.getClassLoader(), bench.tested().type());
        try (PluginCatalog thin = PluginCatalog.of(List.of(withoutLibraries(bench)), hidden)) {
            thin.requireCapabilities(bench.tested().type());
            thin.configSpec(bench.tested().type());
        }
    }

    private static void extractAndNormalizeWithoutLibraries(Bench bench) throws Exception {
        Path file = bench.scratch().resolve("items.jsonl");
        Files.writeString(
                file, "{\"id\": 1, \"tags\": [\"a\", \"b\"]}\n{\"id\": 2, \"at\": \"2024-02-03T04:05:06Z\"}\n");
        Path thin = withoutLibraries(bench);
        String[] place = {"--pipeline", "pure", "--destination", bench.tested().type(), "--plugins-dir", thin.toString()
        };
        for (String stage : List.of("extract items.jsonl", "normalize")) {
            String[] words = stage.split(" ");
            String[] arguments = new String[words.length + place.length];
            System.arraycopy(words, 0, arguments, 0, words.length);
            System.arraycopy(place, 0, arguments, words.length, place.length);
            HostProcess.Ended ended = new HostProcess(bench.scratch(), bench.environment())
                    .option("-Xlog:class+load")
                    .run(arguments);
            Expect.equal(ended.code(), 0, "The exit code of 'dlt4j " + stage + "', which says " + told(ended));
            List<String> loaded = ended.output()
                    .lines()
                    .filter(line -> line.contains("source: file:" + thin))
                    .toList();
            Expect.none(loaded, "'dlt4j " + stage + "' loads classes of the plugin");
        }
    }

    private static String told(HostProcess.Ended ended) {
        return ended.output()
                .lines()
                .filter(line -> !line.contains("[class,load]"))
                .collect(Collectors.joining("\n"));
    }
}
