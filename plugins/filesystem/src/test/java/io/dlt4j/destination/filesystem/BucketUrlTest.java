package io.dlt4j.destination.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.api.error.DltException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BucketUrlTest {

    private static final Fixtures.Context CONTEXT = Fixtures.context(Path.of("/w"));

    @ParameterizedTest
    @CsvSource(textBlock = """
            /tmp/x/y,               file:///tmp/x/y,            /tmp/x/y
            /tmp/x/,                file:///tmp/x,              /tmp/x
            data,                   file:///w/data,             /w/data
            ./data/,                file:///w/data,             /w/data
            ../up,                  file:///up,                 /up
            ~/x,                    file:///w/~/x,              /w/~/x
            file:rel,               file:///w/rel,              /w/rel
            file:///tmp/a b,        file:///tmp/a%20b,          /tmp/a b
            file:///tmp/a%20b,      file:///tmp/a%20b,          /tmp/a b
            FILE:///tmp/a+b,        file:///tmp/a+b,            /tmp/a+b
            /tmp/a%20b,             file:///tmp/a%2520b,        /tmp/a%20b
            file://localhost/tmp/z, file:///tmp/z,              /tmp/z
            a:b,                    file:///w/a:b,              /w/a:b
            """)
    @DisplayName("P-112: the folder of a bucket_url")
    void isAFolder(String configured, String text, Path path) {
        BucketUrl url = BucketUrl.of(CONTEXT, configured);
        assertThat(url.path()).contains(path);
        assertThat(url.text()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            s3://bucket,            s3://bucket
            S3://bucket/a/b/,       s3://bucket/a/b
            gs://bucket/a b%20+,    gs://bucket/a b%20+
            abfss://c@a.dfs.core.windows.net/p, abfss://c@a.dfs.core.windows.net/p
            """)
    void isAPartOfABucket(String configured, String text) {
        BucketUrl url = BucketUrl.of(CONTEXT, configured);
        assertThat(url.path()).isEmpty();
        assertThat(url.text()).isEqualTo(text);
    }

    @Test
    void canBeInThePipelinesWorkingDirectory() {
        assertThat(BucketUrl.of(CONTEXT, ":pipeline:").path()).contains(Path.of("/w/work/pipe"));
        assertThat(BucketUrl.of(CONTEXT.with("destination_name", "lake"), ":pipeline:")
                        .path())
                .contains(Path.of("/w/work/lake"));
        assertThatThrownBy(() -> BucketUrl.of(CONTEXT.withPipeline(Optional.empty()), ":pipeline:"))
                .hasMessageContaining("there is no pipeline");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            s3://,                FILESYSTEM_LOCATION,           names no bucket
            s3:///path,           FILESYSTEM_LOCATION,           names no bucket
            s3://key:a/b+c@bucket/x, FILESYSTEM_LOCATION,        belongs into the destination's credentials
            az://c/a/../b,        FILESYSTEM_LOCATION,           a part '..'
            '',                   FILESYSTEM_LOCATION,           has no path
            file://,              FILESYSTEM_LOCATION,           has no path
            file://rel/x,         FILESYSTEM_LOCATION,           a host 'rel'
            file:///a%2,          FILESYSTEM_LOCATION,           percent sign
            """)
    void saysWhyItIsNone(String configured, String code, String reason) {
        assertThatThrownBy(() -> BucketUrl.of(CONTEXT, configured))
                .isInstanceOfSatisfying(
                        DltException.class, e -> assertThat(e.code().name()).isEqualTo(code))
                .hasMessageContaining(reason);
    }

    @Test
    void showsNoPassword() {
        assertThatThrownBy(() -> BucketUrl.of(CONTEXT, "file://user:hidden@host/path"))
                .isInstanceOfSatisfying(
                        DltException.class, e -> assertThat(e.render()).doesNotContain("hidden"));
        assertThatThrownBy(() -> BucketUrl.of(CONTEXT, "sftp://user:hidden@host/../x"))
                .isInstanceOfSatisfying(
                        DltException.class, e -> assertThat(e.render()).doesNotContain("hidden"));
        assertThatThrownBy(() -> BucketUrl.of(CONTEXT, "s3://AKIA:hid/den@bucket/../x"))
                .hasMessageContaining("'s3://AKIA:****@bucket/../x'");
        assertThat(BucketUrl.of(CONTEXT, "az://c@host/a:b@c").text()).isEqualTo("az://c@host/a:b@c");
    }
}
