package io.dlt4j.destination.filesystem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

/** {@code dlt4j destinations check} of a bucket tells what a load would meet there, and leaves nothing behind. */
class BucketCheckIT {

    @TempDir
    private Path temporary;

    @Test
    void writesReadsAndDeletesAFile() {
        Bucket bucket = Bucket.s3();
        CommandLine.Ended ended = check(bucket);
        assertThat(ended.exitCode()).as(ended.toString()).isZero();
        assertThat(ended.toString())
                .contains("listed files", "wrote a file", "read it", "deleted it", "took everything back");
        String prefix = bucket.url().substring(("s3://" + S3Server.BUCKET + "/").length());
        try (S3Client client = Bucket.s3Server().client()) {
            assertThat(client.listObjectsV2(
                                    request -> request.bucket(S3Server.BUCKET).prefix(prefix))
                            .contents())
                    .isEmpty();
        }
    }

    @Test
    void namesAWrongKeyAndNeverShowsIt() {
        CommandLine.Ended ended = check(Bucket.s3().with("credentials.aws_secret_access_key", "no-such-secret"));
        assertThat(ended.exitCode()).as(ended.toString()).isNotZero();
        assertThat(ended.toString())
                .contains("STORAGE_CREDENTIALS_REFUSED")
                .doesNotContain("no-such-secret", "took everything back");
    }

    @Test
    void namesABucketThatIsNotThere() {
        CommandLine.Ended ended = check(Bucket.s3().at("s3://nobodys/folder"));
        assertThat(ended.exitCode()).as(ended.toString()).isNotZero();
        assertThat(ended.toString())
                .contains("STORAGE_BUCKET_MISSING", "nobodys")
                .doesNotContain("took everything back");
    }

    private CommandLine.Ended check(Bucket bucket) {
        CommandLine home = CommandLine.in(temporary)
                .with(
                        "DLT4J_PLUGINS",
                        Stream.concat(Stream.of(Path.of("target/plugin").toAbsolutePath()), Bucket.STORAGES.stream())
                                .map(Path::toString)
                                .collect(Collectors.joining(File.pathSeparator)));
        for (Map.Entry<String, String> variable : bucket.environment().entrySet()) {
            home = home.with(variable.getKey(), variable.getValue());
        }
        return home.run("destinations", "check", "filesystem");
    }
}
