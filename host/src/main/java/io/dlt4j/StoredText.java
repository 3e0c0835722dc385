package io.dlt4j;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.InflaterInputStream;

/** The text of a schema as a dataset stores it: JSON, or Base64 of zlib of JSON where that was too long. */
final class StoredText {

    private StoredText() {}

    static String decode(String stored) {
        if (stored.startsWith("{")) {
            return stored;
        }
        byte[] deflated;
        try {
            deflated = Base64.getDecoder().decode(stored);
        } catch (IllegalArgumentException e) {
            return stored;
        }
        try (InflaterInputStream inflater = new InflaterInputStream(new ByteArrayInputStream(deflated))) {
            return new String(inflater.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return stored;
        }
    }
}
