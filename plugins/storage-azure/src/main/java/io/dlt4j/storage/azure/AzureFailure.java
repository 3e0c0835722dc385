package io.dlt4j.storage.azure;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.exception.HttpResponseException;
import com.azure.identity.CredentialUnavailableException;
import com.azure.storage.blob.models.BlobErrorCode;
import com.azure.storage.blob.models.BlobStorageException;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.storage.StorageError;

/**
 * What the service's refusals mean.
 *
 * @param location of the store
 * @param container in the account
 */
record AzureFailure(String location, String container) {

    /** @param doing what was tried, a clause such as {@code writing 'a/b'} */
    DltException of(String doing, RuntimeException failure) {
        Throwable cause = root(failure);
        if (cause instanceof CredentialUnavailableException) {
            return new DltException(
                    StorageError.STORAGE_CREDENTIALS_MISSING,
                    "There are no credentials for " + location + ": none are configured, and the machine has none.",
                    "Set azure_storage_account_key or azure_storage_sas_token in the destination's credentials, or those"
                            + " of a service principal, or give the machine an identity.",
                    failure);
        }
        if (cause instanceof ClientAuthenticationException) {
            return refused(
                    String.valueOf(cause.getMessage()).lines().findFirst().orElse(""), failure);
        }
        if (cause instanceof BlobStorageException answer) {
            return of(doing, answer);
        }
        int status = cause instanceof HttpResponseException answer && answer.getResponse() != null
                ? answer.getResponse().getStatusCode()
                : 0;
        return status == 0 || status >= 500
                ? unavailable(doing, String.valueOf(cause.getMessage()), failure)
                : other(doing, "HTTP " + status, failure);
    }

    private DltException of(String doing, BlobStorageException answer) {
        BlobErrorCode code = answer.getErrorCode();
        int status = answer.getStatusCode();
        String shown = code == null ? "HTTP " + status : code.toString();
        if (BlobErrorCode.CONTAINER_NOT_FOUND.equals(code) || BlobErrorCode.CONTAINER_BEING_DELETED.equals(code)) {
            return new DltException(
                    StorageError.STORAGE_BUCKET_MISSING,
                    "There is no container '" + container + "' at " + location + ".",
                    "Create it, or correct bucket_url; also check azure_storage_account_name.",
                    answer);
        }
        if (status == 401
                || BlobErrorCode.AUTHENTICATION_FAILED.equals(code)
                || BlobErrorCode.INVALID_AUTHENTICATION_INFO.equals(code)
                || BlobErrorCode.NO_AUTHENTICATION_INFORMATION.equals(code)
                || String.valueOf(answer.getServiceMessage()).contains("failed to authenticate")) {
            return refused(shown, answer);
        }
        if (status == 429 || status >= 500) {
            return unavailable(doing, shown, answer);
        }
        if (status == 403) {
            return new DltException(
                    StorageError.STORAGE_FORBIDDEN,
                    "The service does not allow " + doing + " in " + location + ": " + shown + ".",
                    "Give these credentials the rights to list the container and to read, write and delete its blobs.",
                    answer);
        }
        return other(doing, shown + ", HTTP " + status, answer);
    }

    private DltException refused(String shown, RuntimeException failure) {
        return new DltException(
                StorageError.STORAGE_CREDENTIALS_REFUSED,
                "The service does not accept the credentials for " + location + ": " + shown + ".",
                "Correct or renew the key, the signature or the client secret in the destination's credentials, then run"
                        + " the same command again.",
                failure);
    }

    private DltException unavailable(String doing, String shown, RuntimeException failure) {
        return new DltException(
                StorageError.STORAGE_UNAVAILABLE,
                doing + " in " + location + " failed: " + shown + ".",
                "Check the network and azure_account_host; it is tried again.",
                failure);
    }

    private DltException other(String doing, String shown, RuntimeException failure) {
        return new DltException(
                StorageError.STORAGE_REFUSED,
                "The service refused " + doing + " in " + location + ": " + shown + ".",
                "The service's documentation has the code; correct what it says.",
                failure);
    }

    /** The client wraps what went wrong below it. */
    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (!(root instanceof HttpResponseException)
                && !(root instanceof ClientAuthenticationException)
                && root.getCause() != null
                && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }
}
