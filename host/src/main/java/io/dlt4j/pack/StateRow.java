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
import org.jspecify.annotations.Nullable;

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

    /**
     * Early versions of the reference wrote the document as it is.
     *
     * @param place what holds the text, for messages
     */
    static String decode(String text, String place) {
        if (text.startsWith("{")) {
            return text;
        }
        try (InflaterInputStream in = new InflaterInputStream(
                new ByteArrayInputStream(Base64.getDecoder().decode(text)))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException | IOException e) {
            throw invalid(place, "is neither JSON nor Base64 of zlib of JSON: " + e.getMessage(), e);
        }
    }

    /** A row that holds no state. */
    static DltException invalid(String place, String why, @Nullable Throwable cause) {
        return new DltException(
                StateError.STATE_INVALID,
                "The newest state in _dlt_pipeline_state of " + place + " " + why + ".",
                "Remove that row of the table, or that file where tables are folders, so that the state before it counts;"
                        + " or set restore_from_destination=false to go on with the local state.",
                cause);
    }
}
