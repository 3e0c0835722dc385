package io.dlt4j.api.credentials;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dlt4j.api.config.Secret;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes a shared access signature of a storage account: for blobs, their containers and objects.
 *
 * <p>Source: Microsoft, <em>Create an account SAS</em>, string to sign of version 2020-12-06 and later.
 */
final class AzureSignature {

    private static final String VERSION = "2021-12-02";
    private static final String SERVICES = "b";
    private static final String RESOURCES = "co";

    /** The order that the service wants permissions in. */
    private static final String ORDER = "rwdxylacuptfi";

    private AzureSignature() {}

    /**
     * @param permissions letters in any order
     * @throws IllegalArgumentException if the key is not Base64 or a letter is unknown
     */
    static Secret ofAccount(String account, Secret key, String permissions, Instant expiry) {
        String ordered = ordered(permissions);
        String end = expiry.truncatedTo(ChronoUnit.SECONDS).toString();
        String toSign = String.join("\n", account, ordered, SERVICES, RESOURCES, "", end, "", "", VERSION, "", "");
        String signature = Base64.getEncoder().encodeToString(sign(key, toSign));
        return Secret.of("sv=" + VERSION + "&ss=" + SERVICES + "&srt=" + RESOURCES + "&sp=" + ordered + "&se="
                + UrlText.encodeForm(end) + "&sig=" + UrlText.encodeForm(signature));
    }

    private static String ordered(String permissions) {
        StringBuilder ordered = new StringBuilder();
        for (int i = 0; i < ORDER.length(); i++) {
            if (permissions.indexOf(ORDER.charAt(i)) >= 0) {
                ordered.append(ORDER.charAt(i));
            }
        }
        if (ordered.isEmpty() || permissions.chars().anyMatch(letter -> ORDER.indexOf(letter) < 0)) {
            throw new IllegalArgumentException("azure_sas_token_permissions takes the letters " + ORDER);
        }
        return ordered.toString();
    }

    private static byte[] sign(Secret key, String text) {
        byte[] raw;
        try {
            raw = Base64.getDecoder().decode(key.reveal().strip());
        } catch (IllegalArgumentException e) {
            // The cause is left out: its message repeats characters of the key.
            throw new IllegalArgumentException("azure_storage_account_key is not Base64");
        }
        if (raw.length == 0) {
            throw new IllegalArgumentException("azure_storage_account_key is empty");
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(raw, "HmacSHA256"));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
