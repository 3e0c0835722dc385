package io.dlt4j.testkit;

import io.dlt4j.Pipeline;
import io.dlt4j.PipelineBuilder;
import io.dlt4j.Resource;
import io.dlt4j.SqlClient;
import io.dlt4j.SqlRow;
import io.dlt4j.api.capability.Capabilities;
import io.dlt4j.api.error.DltException;
import io.dlt4j.pack.DurableFiles;
import io.dlt4j.plugin.PluginCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a contract works with: the plugin in a plugin directory, a directory and a dataset of its own, pipelines. */
final class Bench implements AutoCloseable {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String RUN = Long.toString(System.currentTimeMillis() / 1000 % 10_000_000, 36);

    private final TestedDestination tested;
    private final Path scratch;
    private final PluginCatalog catalog;
    private final String dataset;
    private final List<Watch> watches = new ArrayList<>();
    private @Nullable Set<Class<?>> abilities;

    Bench(TestedDestination tested) throws IOException {
        this.tested = tested;
        this.scratch = Files.createTempDirectory("dlt4j-contract").toRealPath();
        this.dataset = "contract_" + RUN + "_" + NUMBER.incrementAndGet();
        SettingsFile.write(scratch, tested.type(), tested.settings(scratch));
        ClassLoader tests = Bench.class.getClassLoader();
        this.catalog = PluginCatalog.of(List.of(tested.pluginDirectory()), new HiddenPlugins(tests, tested.type()));
    }

    TestedDestination tested() {
        return tested;
    }

    Path scratch() {
        return scratch;
    }

    PluginCatalog catalog() {
        return catalog;
    }

    String dataset() {
        return dataset;
    }

    Capabilities capabilities() {
        return catalog.requireCapabilities(tested.type());
    }

    /** Overwrites settings by those that the destination must refuse. */
    void useWrongSettings() throws IOException {
        Map<String, Object> settings = new LinkedHashMap<>(tested.settings(scratch));
        settings.putAll(tested.wrongSettings(scratch));
        SettingsFile.write(scratch, tested.type(), settings);
    }

    /** Whether the client implements a {@code Supports…} interface. Opens one to learn that. */
    boolean supports(Class<?> ability) {
        Set<Class<?>> known = abilities;
        if (known == null) {
            Watch watch = new Watch(Watch.Disturbance.NONE);
            try (Pipeline pipeline = builder("abilities", watch).open()) {
                pipeline.sync();
            }
            known = watch.abilities();
            abilities = known;
        }
        return known.contains(ability);
    }

    /** A pipeline into the dataset of this contract. */
    Pipeline pipeline(String name) {
        return pipeline(name, new Watch(Watch.Disturbance.NONE));
    }

    Pipeline pipeline(String name, Watch watch) {
        return builder(name, watch).open();
    }

    Pipeline pipeline(String name, Watch.Disturbance disturbance) {
        return pipeline(name, new Watch(disturbance));
    }

    /** As {@link #pipeline}, to say more about it. */
    PipelineBuilder builder(String name, Watch watch) {
        watches.add(watch);
        return Pipeline.named(name)
                .plugins(catalog.withClients(watch::wrap))
                .environment(environment())
                .projectDir(scratch)
                .pipelinesDir(scratch.resolve("pipelines"))
                .destination(tested.type())
                .config("load.workers", 4L)
                .dataset(dataset);
    }

    /** Runs resources through a new pipeline object of that name. */
    void load(String name, Resource... resources) {
        try (Pipeline pipeline = pipeline(name)) {
            pipeline.run(resources);
        }
    }

    /** Forgets what the working directory of a pipeline knows, as a new machine would. */
    void forget(String name) {
        DurableFiles.delete(scratch.resolve("pipelines").resolve(name));
    }

    /** The command line, with the plugin in a plugin directory. */
    HostProcess process() throws IOException {
        Map<String, String> variables = new LinkedHashMap<>(environment());
        variables.put("DLT4J_PLUGINS", tested.pluginDirectory().toString());
        return new HostProcess(scratch, variables);
    }

    Map<String, String> environment() {
        return Map.of(
                "HOME", scratch.resolve("home").toString(),
                "DLT_DATA_DIR", scratch.resolve("data").toString(),
                "RUNTIME__DLTHUB_TELEMETRY", "false");
    }

    /** The rows of a table, with the names of columns in lower case; none if there is no such table. */
    List<Map<String, @Nullable Object>> rows(String table) throws IOException {
        if (tested.reader().isPresent()) {
            return lowerCased(tested.reader().get().rows(scratch, dataset, table));
        }
        if (!supports(io.dlt4j.api.load.SupportsSql.class)) {
            throw new IllegalStateException("The client of '" + tested.type() + "' does not implement SupportsSql: give"
                    + " the contracts a TableReader with TestedDestination.Builder.reader.");
        }
        try (Pipeline pipeline = pipeline("reader");
                SqlClient sql = pipeline.sqlClient()) {
            return lowerCased(sql.query("SELECT * FROM " + sql.qualifiedName(table)).list().stream()
                    .map(SqlRow::toMap)
                    .toList());
        }
    }

    private static List<Map<String, @Nullable Object>> lowerCased(List<Map<String, @Nullable Object>> rows) {
        List<Map<String, @Nullable Object>> result = new ArrayList<>();
        for (Map<String, @Nullable Object> row : rows) {
            Map<String, @Nullable Object> copy = new LinkedHashMap<>();
            row.forEach((name, value) -> copy.put(name.toLowerCase(Locale.ROOT), value));
            result.add(copy);
        }
        return result;
    }

    /** The values of columns, a row a text, sorted; {@code null} is an empty text. */
    List<String> values(String table, String... columns) throws IOException {
        return rows(table).stream()
                .map(row -> String.join(
                        "|",
                        Arrays.stream(columns)
                                .map(column -> Values.text(row.get(column)))
                                .toList()))
                .sorted()
                .toList();
    }

    void expectValues(String table, List<String> expected, String... columns) throws IOException {
        Expect.equal(
                values(table, columns),
                expected.stream().sorted().toList(),
                "Table '" + table + "' has in " + Arrays.toString(columns));
    }

    /** The rows of a table that may not be there. */
    List<String> valuesIfThere(String table, String... columns) throws IOException {
        try {
            return values(table, columns);
        } catch (DltException e) {
            return List.of();
        }
    }

    /** Checks what holds for every call of every contract. */
    void expectNoDefects() {
        List<String> defects =
                watches.stream().flatMap(watch -> watch.defects().stream()).toList();
        Expect.none(
                defects,
                "DestinationClient and JobOutcome: clients return outcomes, and throw DltException only; close() is safe to"
                        + " call twice. The client did something else");
    }

    @Override
    public void close() throws IOException {
        catalog.close();
        try (Stream<Path> files = Files.walk(scratch)) {
            files.sorted((one, other) -> other.compareTo(one))
                    .forEach(file -> file.toFile().delete());
        }
    }
}
