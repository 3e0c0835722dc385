package io.dlt4j.destination.filesystem;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** The places that tests are run in. Azure's emulator takes Node: without it one line says so. */
final class Buckets {

    private static final boolean AZURE = Azurite.isPossible();

    static {
        if (!AZURE) {
            System.err.println("Node is not here: nothing is tested on Azure.");
        }
    }

    private Buckets() {}

    static List<Bucket> all(Path directory) {
        List<Bucket> buckets = new ArrayList<>(List.of(Bucket.local(directory), Bucket.s3(), Bucket.gcs()));
        if (AZURE) {
            buckets.add(Bucket.azure());
        }
        return buckets;
    }

    /** Places that cannot be used, and with which code. */
    static Stream<Arguments> unusable() {
        Bucket s3 = Bucket.s3();
        Bucket gcs = Bucket.gcs();
        List<Arguments> cases = new ArrayList<>(List.of(
                Arguments.of(s3.at("s3://nobodys/folder"), "STORAGE_BUCKET_MISSING"),
                Arguments.of(
                        s3.with("credentials.aws_secret_access_key", "wrong-secret"), "STORAGE_CREDENTIALS_REFUSED"),
                Arguments.of(s3.with("credentials.aws_access_key_id", "nobody"), "STORAGE_CREDENTIALS_REFUSED"),
                Arguments.of(s3.with("credentials.endpoint_url", "http://127.0.0.1:1"), "STORAGE_UNAVAILABLE"),
                Arguments.of(gcs.at("gs://nobodys/folder"), "STORAGE_BUCKET_MISSING"),
                Arguments.of(
                        gcs.with(
                                "credentials",
                                Bucket.gcsServer().keyFile().replace(GcsServer.CLIENT, "nobody@project")),
                        "STORAGE_CREDENTIALS_REFUSED")));
        if (AZURE) {
            Bucket azure = Bucket.azure();
            cases.add(Arguments.of(azure.at("az://nobodys/folder"), "STORAGE_BUCKET_MISSING"));
            cases.add(Arguments.of(
                    azure.with("credentials.azure_storage_account_key", "d3Jvbmctc2VjcmV0"),
                    "STORAGE_CREDENTIALS_REFUSED"));
        }
        return cases.stream();
    }
}
