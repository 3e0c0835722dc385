package io.dlt4j.destination.filesystem;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.Destination;
import io.dlt4j.Pipeline;
import io.dlt4j.Resource;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.schema.WriteDisposition;
import io.dlt4j.api.storage.ObjectStore;
import io.dlt4j.plugin.PluginCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Services that are busy, keys that expire, buckets that are full of files. */
class FaultsIT {

    private static final String ERROR = "<?xml version=\"1.0\"?><Error><Code>%s</Code><Message>%s</Message></Error>";
    private static PluginCatalog plugins;

    @TempDir
    private Path home;

    @BeforeAll
    static void findPlugins() {
        plugins = PluginCatalog.of(Bucket.STORAGES, FaultsIT.class.getClassLoader());
    }

    @AfterAll
    static void releasePlugins() {
        plugins.close();
    }

    @Test
    void aBusyStoreIsAskedAgain() throws IOException {
        Bucket bucket = Bucket.s3();
        try (Gateway gateway = new Gateway(
                        Bucket.s3Server().url(), 3, "503 Slow Down", ERROR.formatted("SlowDown", "Reduce your rate."));
                ObjectStore store =
                        bucket.with("credentials.endpoint_url", gateway.url()).open(plugins, "d")) {
            store.write("a", "content".getBytes(UTF_8));
            assertThat(gateway.refused()).isEqualTo(3);
            assertThat(SystemFiles.read(store, "a")).contains("content".getBytes(UTF_8));
        }
        Bucket.gcsServer().refuse(0);
        try (ObjectStore store = Bucket.gcs().open(plugins, "d")) {
            store.write("a", "content".getBytes(UTF_8));
            Bucket.gcsServer().refuse(3);
            store.write("a", "other".getBytes(UTF_8));
            assertThat(SystemFiles.read(store, "a")).contains("other".getBytes(UTF_8));
        }
    }

    @Test
    void aLoadWhoseKeysExpireGoesOnWithNewOnes() throws IOException {
        Bucket bucket = Bucket.s3();
        try (Gateway gateway = new Gateway(
                Bucket.s3Server().url(), 1000, "400 Bad Request", ERROR.formatted("ExpiredToken", "It has expired."))) {
            assertThatThrownBy(() -> run(bucket.with("credentials.endpoint_url", gateway.url()), "append", 1))
                    .isInstanceOfSatisfying(
                            DltException.class,
                            e -> assertThat(e.render()).contains("STORAGE_CREDENTIALS_REFUSED", "ExpiredToken"));
        }
        run(bucket, "append", 2);
        run(bucket, "append", 2);
        FileDataset dataset = Downloads.fetch(bucket, plugins, "data", home.resolve("fetched"));
        assertThat(dataset.values("items")).containsExactly("{id=1}", "{id=2}");
    }

    @Test
    void aPrefixWithAHundredThousandFilesIsReplaced() throws IOException {
        Bucket bucket = Bucket.gcs();
        run(bucket, "append", 1);
        String folder = bucket.url().substring(("gs://" + GcsServer.BUCKET + "/").length()) + "/data/";
        for (int i = 0; i < 100_000; i++) {
            Bucket.gcsServer().fill(folder + "items/" + i + ".jsonl", new byte[0]);
        }
        Bucket.gcsServer().fill(folder + "items_more/1.jsonl", new byte[0]);
        run(bucket, "replace", 2);
        assertThat(Bucket.gcsServer().contents().keySet())
                .filteredOn(name -> name.startsWith(folder + "items/"))
                .hasSize(1);
        assertThat(Bucket.gcsServer().contents()).containsKey(folder + "items_more/1.jsonl");
    }

    @Test
    void anUploadInPartsThatWasKilledIsGivenUp() throws IOException {
        Bucket bucket = Bucket.s3().with("config_kwargs", "{\"multipart_threshold\": 5000000}");
        Path large = Files.write(home.resolve("large"), new byte[6 << 20]);
        try (ObjectStore store = bucket.open(plugins, "d");
                software.amazon.awssdk.services.s3.S3Client client =
                        Bucket.s3Server().client()) {
            String key = bucket.url().substring(("s3://" + S3Server.BUCKET + "/").length()) + "/d/large";
            client.createMultipartUpload(
                    request -> request.bucket(S3Server.BUCKET).key(key));
            assertThat(store.exists("large")).isFalse();
            store.write("large", large);
            assertThat(store.exists("large")).isTrue();
            assertThat(client.listMultipartUploads(
                                    request -> request.bucket(S3Server.BUCKET).prefix(key))
                            .uploads())
                    .isEmpty();
        }
    }

    private void run(Bucket bucket, String disposition, int id) {
        Map<String, String> environment = new HashMap<>(bucket.environment());
        environment.put("DLT_DATA_DIR", home.resolve("dlt").toString());
        environment.put("LOAD__RAISE_ON_MAX_RETRIES", "1");
        environment.put("RESTORE_FROM_DESTINATION", "false");
        Pipeline.named("pipe")
                .destination(Destination.from("filesystem"))
                .dataset("data")
                .projectDir(home)
                .pipelinesDir(home.resolve("pipelines"))
                .environment(environment)
                .plugins(plugins)
                .open()
                .run(Resource.of("items", List.of(Map.of("id", id)))
                        .writeDisposition(WriteDisposition.valueOf(disposition.toUpperCase(java.util.Locale.ROOT))));
    }
}
