package io.dlt4j;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.load.DestinationClient;
import io.dlt4j.api.load.SupportsTableFiles;
import io.dlt4j.api.load.TableFiles;
import io.dlt4j.api.schema.TableSchema;
import io.dlt4j.pack.Live;
import io.dlt4j.schema.DltSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An engine that queries the files of a dataset: that of the DuckDB plugin, if it is installed.
 *
 * @param client of the engine
 * @param scratch its database, and copies of files; goes with it
 */
record FileViews(DestinationClient client, Path scratch) implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FileViews.class);
    private static final String ENGINE = "duckdb";

    /** Makes a view for each table of the pipeline's schemas. */
    static FileViews open(Setup setup, SupportsTableFiles files, ClientContext place) {
        if (!setup.plugins().hasDestination(ENGINE)) {
            throw new DltException(
                    PipelineError.PIPELINE_SQL_CLIENT_UNAVAILABLE,
                    "Files are queried through the plugin '" + ENGINE + "', which is not installed. Looked in: "
                            + setup.plugins().searched() + ".",
                    "Add " + setup.plugins().coordinates(ENGINE) + " to the class path, or put the plugin's folder '"
                            + ENGINE + "' into a plugin directory such as ~/.dlt/plugins.");
        }
        Path scratch = newDirectory();
        try {
            List<TableFiles> tables = new ArrayList<>();
            for (DltSchema schema : setup.work()
                    .live()
                    .read()
                    .map(Live::schemas)
                    .orElse(Map.of())
                    .values()) {
                List<TableSchema> wanted = schema.tables().values().stream()
                        .filter(table -> table.hasSeenData() || table.name().startsWith("_dlt"))
                        .toList();
                tables.addAll(files.tableFiles(schema, wanted, Files.createTempDirectory(scratch, "files")));
            }
            Target engine = new TargetLookup(setup.config(), setup.plugins()).find(Destination.from(ENGINE));
            ClientContext context = new ClientContext(
                    engine,
                    setup.config()
                            .resolve(
                                    setup.plugins().configSpec(ENGINE),
                                    engine.sections(),
                                    Map.of(
                                            "credentials",
                                            scratch.resolve("views.duckdb").toString())),
                    Optional.empty(),
                    place.datasets(),
                    scratch,
                    scratch,
                    place.naming(),
                    place.stores());
            return new FileViews(setup.plugins().openViews(ENGINE, context, tables), scratch);
        } catch (IOException e) {
            delete(scratch);
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            delete(scratch);
            throw e;
        }
    }

    private static Path newDirectory() {
        try {
            return Files.createTempDirectory("dlt4j-sql");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            LOG.warn("the directory {} stays behind: {}", directory, e.toString());
        }
    }

    @Override
    public void close() {
        client.close();
        delete(scratch);
    }
}
