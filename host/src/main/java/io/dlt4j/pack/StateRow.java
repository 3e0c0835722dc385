package io.dlt4j.pack;

import io.dlt4j.api.error.DltException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** The text of the column {@code state} of {@code _dlt_pipeline_state}: Base64 of zlib of the document. */
final class StateRow {

    private StateRow() {}

    static String encode(String json) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, deflater)) {
            out.write(json.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    /** Early versions of the reference wrote the document as it is. */
    static String decode(String text) {
        if (text.startsWith("{")) {
            return text;
        }
        try (InflaterInputStream in = new InflaterInputStream(
                new ByteArrayInputStream(Base64.getDecoder().decode(text)))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException | IOException e) {
            throw new DltException(
                    StateError.STATE_INVALID,
                    "A state in _dlt_pipeline_state is neither JSON nor Base64 of zlib of JSON: " + e.getMessage()
                            + ".",
                    "Delete the row, or set restore_from_destination=false to go on with the local state.",
                    e);
        }
    }
}
