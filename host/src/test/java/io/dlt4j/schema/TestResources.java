package io.dlt4j.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Reads the recorded cases beside this class. */
final class TestResources {

    private TestResources() {}

    static String read(String name) {
        try (InputStream in = Objects.requireNonNull(TestResources.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
