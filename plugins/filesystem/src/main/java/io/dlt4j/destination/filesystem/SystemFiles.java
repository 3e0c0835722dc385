package io.dlt4j.destination.filesystem;

import io.dlt4j.api.storage.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Files that describe a dataset: small enough for memory. */
final class SystemFiles {

    private SystemFiles() {}

    /** The content of a file; empty if there is none of that name. */
    static Optional<byte[]> read(ObjectStore store, String name) throws IOException {
        Optional<InputStream> stream = store.read(name);
        if (stream.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream content = stream.get()) {
            return Optional.of(content.readAllBytes());
        }
    }

    /** How messages name a file. */
    static String origin(ObjectStore store, String name) {
        return store.location() + "/" + name;
    }
}
