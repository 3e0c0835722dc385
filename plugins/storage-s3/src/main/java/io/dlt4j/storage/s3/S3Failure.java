package io.dlt4j.storage.s3;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.storage.StorageError;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What the service's refusals mean.
 *
 * @param location of the store
 * @param bucket in it
 */
record S3Failure(String location, String bucket) {

    private static final Set<String> IDENTITY = Set.of(
            "InvalidAccessKeyId",
            "SignatureDoesNotMatch",
            "ExpiredToken",
            "InvalidToken",
            "TokenRefreshRequired",
            "InvalidSecurity",
            "RequestTimeTooSkewed",
            "Unauthorized",
            "AuthorizationHeaderMalformed");

    private static final Set<String> BUSY =
            Set.of("SlowDown", "RequestTimeout", "InternalError", "ServiceUnavailable", "ThrottlingException");

    /** @param doing what was tried, a clause such as {@code writing 'a/b'} */
    DltException of(String doing, SdkException failure) {
        if (failure instanceof AwsServiceException refused) {
            String code = refused.awsErrorDetails() == null
                    ? "HTTP " + refused.statusCode()
                    : refused.awsErrorDetails().errorCode();
            return of(doing, String.valueOf(code), refused.statusCode(), refused);
        }
        if (String.valueOf(failure.getMessage()).contains("Unable to load credentials")) {
            return new DltException(
                    StorageError.STORAGE_CREDENTIALS_MISSING,
                    "There are no credentials for " + location
                            + ": neither the configuration has an aws_access_key_id with its aws_secret_access_key, nor"
                            + " have the profile and the machine any.",
                    "Set both keys in the destination's credentials, or correct profile_name, or give the machine a role.",
                    failure);
        }
        return new DltException(
                StorageError.STORAGE_UNAVAILABLE,
                doing + " in " + location + " failed: " + failure.getMessage() + ".",
                "Check the network and endpoint_url; it is tried again.",
                failure);
    }

    /** @param code the service's, as in the error of a single key of many */
    DltException of(String doing, String code, int status, @org.jspecify.annotations.Nullable Throwable cause) {
        if (code.equals("NoSuchBucket")) {
            return new DltException(
                    StorageError.STORAGE_BUCKET_MISSING,
                    "There is no bucket '" + bucket + "' at " + location + ".",
                    "Create it, or correct bucket_url; also check region_name and endpoint_url.",
                    cause);
        }
        if (IDENTITY.contains(code) || status == 401) {
            return new DltException(
                    StorageError.STORAGE_CREDENTIALS_REFUSED,
                    "The service does not accept the credentials for " + location + ": " + code + ".",
                    "Correct or renew aws_access_key_id, aws_secret_access_key and aws_session_token, then run the same"
                            + " command again.",
                    cause);
        }
        if (BUSY.contains(code) || status == 429 || status >= 500) {
            return new DltException(
                    StorageError.STORAGE_UNAVAILABLE,
                    "The service was too busy for " + doing + " in " + location + ": " + code + ".",
                    "It is tried again; if it goes on, set load.workers lower.",
                    cause);
        }
        if (status == 403) {
            return new DltException(
                    StorageError.STORAGE_FORBIDDEN,
                    "The service does not allow " + doing + " in " + location + ": " + code + ".",
                    "Give these credentials the rights to list the bucket and to read, write and delete its objects.",
                    cause);
        }
        return new DltException(
                StorageError.STORAGE_REFUSED,
                "The service refused " + doing + " in " + location + ": " + code + ", HTTP " + status + ".",
                "The service's documentation has the code; correct what it says.",
                cause);
    }
}
