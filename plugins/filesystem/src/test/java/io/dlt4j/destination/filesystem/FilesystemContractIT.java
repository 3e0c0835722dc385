package io.dlt4j.destination.filesystem;

import io.dlt4j.testkit.DestinationContract;
import io.dlt4j.testkit.TestedDestination;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The contracts, with the plugin as it is installed. */
final class FilesystemContractIT extends DestinationContract {

    private static final Path PLUGIN = Path.of(System.getProperty("plugin.directory", "target/plugin/filesystem"));

    @Override
    protected TestedDestination destination() {
        return TestedDestination.of("filesystem", PLUGIN)
                .settingIn("bucket_url", scratch -> scratch.resolve("bucket").toString())
                .wrongSetting("bucket_url", "/proc/nowhere")
                .reader(FilesystemContractIT::rows)
                .storesFilesAsTheyAre()
                .build();
    }

    private static List<Map<String, @Nullable Object>> rows(Path scratch, String dataset, String table)
            throws IOException {
        Path folder = scratch.resolve("bucket").resolve(dataset);
        if (!Files.isDirectory(folder.resolve(table))) {
            return List.of();
        }
        return new ArrayList<>(new FileDataset(folder).rows(table));
    }
}
