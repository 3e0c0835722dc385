package io.dlt4j.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.dlt4j.api.error.DltException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkClientException;

class S3FailureTest {

    private static final S3Failure FAILURES = new S3Failure("s3://bucket/folder", "bucket");

    @ParameterizedTest
    @CsvSource({
        "NoSuchBucket, 404, STORAGE_BUCKET_MISSING",
        "InvalidAccessKeyId, 403, STORAGE_CREDENTIALS_REFUSED",
        "SignatureDoesNotMatch, 403, STORAGE_CREDENTIALS_REFUSED",
        "ExpiredToken, 400, STORAGE_CREDENTIALS_REFUSED",
        "AccessDenied, 403, STORAGE_FORBIDDEN",
        "SlowDown, 503, STORAGE_UNAVAILABLE",
        "InternalError, 500, STORAGE_UNAVAILABLE",
        "EntityTooLarge, 400, STORAGE_REFUSED"
    })
    void tellsWhatIsWrong(String code, int status, String expected) {
        DltException failure = FAILURES.of("writing 'a'", code, status, null);
        assertThat(failure.code().name()).isEqualTo(expected);
        assertThat(failure.render()).contains("bucket");
    }

    @Test
    void aMachineWithoutCredentialsIsNotAnUnreachableService() {
        assertThat(FAILURES.of("writing 'a'", SdkClientException.create("Unable to load credentials from any"))
                        .code()
                        .name())
                .isEqualTo("STORAGE_CREDENTIALS_MISSING");
        assertThat(FAILURES.of("writing 'a'", SdkClientException.create("Connection refused"))
                        .code()
                        .name())
                .isEqualTo("STORAGE_UNAVAILABLE");
    }
}
