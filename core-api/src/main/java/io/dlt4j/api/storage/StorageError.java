package io.dlt4j.api.storage;

import io.dlt4j.api.error.ErrorCategory;
import io.dlt4j.api.error.ErrorCode;
import org.apiguardian.api.API;

/** What can go wrong between a store and its service; the same codes for all services. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum StorageError implements ErrorCode {
    /** The URL does not name a bucket of the service. */
    STORAGE_LOCATION(ErrorCategory.USER),
    /** A setting of the client does not work. */
    STORAGE_SETTING(ErrorCategory.USER),
    /** Nobody has given credentials, and the machine has none. */
    STORAGE_CREDENTIALS_MISSING(ErrorCategory.USER),
    /** The service does not accept the credentials: they are wrong, or have expired. */
    STORAGE_CREDENTIALS_REFUSED(ErrorCategory.EXTERNAL),
    /** The service knows who is asking, and does not allow what is asked. */
    STORAGE_FORBIDDEN(ErrorCategory.EXTERNAL),
    /** There is no such bucket. */
    STORAGE_BUCKET_MISSING(ErrorCategory.EXTERNAL),
    /** The service refuses for another reason. */
    STORAGE_REFUSED(ErrorCategory.EXTERNAL),
    /** The service was busy, or could not be reached, also when it was asked again. */
    STORAGE_UNAVAILABLE(ErrorCategory.TRANSIENT);

    private final ErrorCategory category;

    StorageError(ErrorCategory category) {
        this.category = category;
    }

    @Override
    public ErrorCategory category() {
        return category;
    }
}
