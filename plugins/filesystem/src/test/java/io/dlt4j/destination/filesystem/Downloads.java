package io.dlt4j.destination.filesystem;

import io.dlt4j.api.storage.ObjectStore;
import io.dlt4j.plugin.PluginCatalog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Fetches a dataset, wherever it is, so that programs that know nothing of dlt4j can look at it. */
final class Downloads {

    private Downloads() {}

    /** Copies all files into a directory that is not there yet. */
    static FileDataset fetch(Bucket bucket, PluginCatalog plugins, String dataset, Path into) throws IOException {
        List<String> names = new ArrayList<>();
        try (ObjectStore store = bucket.open(plugins, dataset)) {
            store.list("", names::add);
            for (String name : names) {
                Path file = into.resolve(name);
                Files.createDirectories(file.getParent());
                try (InputStream content = store.read(name).orElseThrow()) {
                    Files.copy(content, file);
                }
            }
        }
        return new FileDataset(into);
    }
}
