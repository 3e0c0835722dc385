package io.dlt4j.destination.filesystem;

import java.net.URI;
import org.gaul.s3proxy.junit.S3ProxyExtension;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** S3Proxy with its objects in memory; it checks signatures. */
final class S3Server {

    static final String BUCKET = "bucket";
    static final String KEY = "test";
    static final String SECRET = "test-secret";

    private final URI url;

    private S3Server(URI url) {
        this.url = url;
    }

    static S3Server start() throws Exception {
        S3ProxyExtension server =
                S3ProxyExtension.builder().withCredentials(KEY, SECRET).build();
        // ends with the process
        server.beforeEach(null);
        S3Server started = new S3Server(server.getUri());
        try (S3Client client = started.client()) {
            client.createBucket(request -> request.bucket(BUCKET));
        }
        return started;
    }

    URI url() {
        return url;
    }

    /** What looks at the bucket beside the plugin. */
    S3Client client() {
        return S3Client.builder()
                .httpClientBuilder(Apache5HttpClient.builder())
                .endpointOverride(url)
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY, SECRET)))
                .build();
    }
}
