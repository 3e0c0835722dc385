package io.dlt4j.destination.bigquery;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.load.JobKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The identity of an effect as BigQuery remembers it: the same effect has the same name in every process, and BigQuery runs no two
 * jobs of one id. A dataset that was deleted and made anew has had no effects.
 *
 * @param text letters, digits, hyphens and underscores
 */
record JobName(String text) {

    private static final int READABLE = 120;

    JobName {
        requireNonNull(text, "text is null");
    }

    /**
     * The name of a job's effect.
     *
     * @param store what tells the dataset from all others, also from one of the same name before it
     * @param further what else the effect depends on
     */
    static JobName of(String store, JobKey key, List<String> further) {
        String readable = key.loadId() + "-" + key.jobId();
        String identity =
                String.join("\n", store, key.pipelineName(), key.loadId(), key.jobId(), String.join("\n", further));
        return new JobName("dlt4j-" + escaped(readable) + "-" + hash(identity));
    }

    /** The id under which the effect is tried for the n-th time; the first is 0. */
    String attempt(int number) {
        return text + "-" + number;
    }

    private static String escaped(String readable) {
        String escaped = readable.replaceAll("[^A-Za-z0-9_-]", "_");
        return escaped.substring(0, Math.min(escaped.length(), READABLE));
    }

    /** 128 bits of SHA-256 in hexadecimal. */
    static String hash(String identity) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
