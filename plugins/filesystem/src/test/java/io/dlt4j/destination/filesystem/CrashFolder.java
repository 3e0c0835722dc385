package io.dlt4j.destination.filesystem;

import static org.assertj.core.api.Assertions.assertThat;

import io.dlt4j.api.storage.ObjectStore;
import io.dlt4j.crash.CrashDatabase;
import io.dlt4j.crash.Program;
import io.dlt4j.crash.Scenario;
import io.dlt4j.plugin.PluginCatalog;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A folder for each home, on a disk or in a bucket. It is read as strangers would read it: all files of a table's folder are its
 * rows, those that a killed run has left too.
 */
final class CrashFolder implements CrashDatabase, AutoCloseable {

    private static final String DATASET = "events_dataset";

    private final Path places;
    private final Bucket bucket;
    private final PluginCatalog plugins = PluginCatalog.of(Bucket.STORAGES, CrashFolder.class.getClassLoader());

    /** @param places a directory for what is on this disk */
    CrashFolder(Bucket bucket, Path places) {
        this.bucket = bucket;
        this.places = places;
    }

    @Override
    public String type() {
        return "filesystem";
    }

    @Override
    public List<String> classPath() {
        return Program.jarsWithout("dlt4j-destination-filesystem", "awssdk", "azure", "s3proxy", "duckdb", "reactor");
    }

    @Override
    public Map<String, String> environment(Path home) {
        Map<String, String> variables = new HashMap<>(of(home).environment());
        Path own = Path.of(System.getProperty("plugin.directory", "target/plugin/filesystem"))
                .toAbsolutePath();
        variables.put(
                "DLT4J_PLUGINS",
                Stream.concat(Stream.of(own.getParent()), Bucket.STORAGES.stream())
                        .map(Path::toString)
                        .collect(Collectors.joining(File.pathSeparator)));
        return variables;
    }

    private Bucket of(Path home) {
        return bucket.at(bucket.url() + "/" + home.getFileName());
    }

    @Override
    public Connection connect(Path home) throws SQLException {
        Path files = places.resolve(UUID.randomUUID().toString());
        Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = connection.createStatement()) {
            FileDataset dataset = Downloads.fetch(of(home), plugins, DATASET, files);
            assertThat(dataset.files()).as("files").noneMatch(name -> name.startsWith("_dlt4j_tmp"));
            statement.execute("CREATE SCHEMA " + DATASET);
            for (String folder : new TreeSet<>(dataset.folders().keySet())) {
                if (!folder.isEmpty()) {
                    statement.execute("CREATE TABLE %s.\"%s\" AS FROM read_json('%s/%s/*.jsonl*', union_by_name = true)"
                            .formatted(DATASET, folder, files, folder));
                }
            }
            return connection;
        } catch (IOException e) {
            connection.close();
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String dataset(Path home) {
        return DATASET;
    }

    @Override
    public void discard(Path home) {
        try (ObjectStore store = of(home).open(plugins, DATASET)) {
            List<String> names = new ArrayList<>();
            store.list("", names::add);
            store.delete(names);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Files are added and replaced; a merge is an append. */
    @Override
    public List<Scenario> scenarios() {
        return List.of(
                Scenario.APPEND,
                Scenario.REPLACE_TRUNCATE_AND_INSERT,
                Scenario.MERGE_WITHOUT_KEY,
                Scenario.CURSOR_APPEND);
    }

    @Override
    public void close() {
        plugins.close();
    }
}
