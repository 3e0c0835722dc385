package io.dlt4j.storage.gcs;

import com.google.cloud.storage.StorageException;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.storage.StorageError;
import java.io.IOException;

/**
 * What the service's refusals mean.
 *
 * @param location of the store
 * @param bucket in it
 */
record GcsFailure(String location, String bucket) {

    static final int NOT_FOUND = 404;
    static final int PRECONDITION_FAILED = 412;

    /** @param doing what was tried, a clause such as {@code writing 'a/b'} */
    DltException of(String doing, RuntimeException failure) {
        int status = failure instanceof StorageException answer ? answer.getCode() : 0;
        String shown = (status == 0 ? failure.toString() : String.valueOf(failure.getMessage()))
                .lines()
                .findFirst()
                .orElse("HTTP " + status);
        if (status == NOT_FOUND) {
            return new DltException(
                    StorageError.STORAGE_BUCKET_MISSING,
                    "There is no bucket '" + bucket + "' at " + location + ".",
                    "Create it, or correct bucket_url.",
                    failure);
        }
        if (status == 401 || isTokenRefused(failure)) {
            return new DltException(
                    StorageError.STORAGE_CREDENTIALS_REFUSED,
                    "The service does not accept the credentials for " + location + ": " + shown + ".",
                    "Correct or renew the key or the token in the destination's credentials, then run the same command"
                            + " again.",
                    failure);
        }
        if (status == 403) {
            return new DltException(
                    StorageError.STORAGE_FORBIDDEN,
                    "The service does not allow " + doing + " in " + location + ": " + shown + ".",
                    "Give these credentials the role Storage Object Admin for the bucket.",
                    failure);
        }
        if (status == 0 || status == 408 || status == 429 || status >= 500) {
            return new DltException(
                    StorageError.STORAGE_UNAVAILABLE,
                    doing + " in " + location + " failed: " + shown + ".",
                    "Check the network; it is tried again.",
                    failure);
        }
        return new DltException(
                StorageError.STORAGE_REFUSED,
                "The service refused " + doing + " in " + location + ": " + shown + ", HTTP " + status + ".",
                "The service's documentation has the code; correct what it says.",
                failure);
    }

    /** Getting an access token failed for good; the client says so in the cause. */
    private static boolean isTokenRefused(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException
                    && String.valueOf(cause.getMessage()).contains("Error getting access token")) {
                return true;
            }
        }
        return false;
    }
}
