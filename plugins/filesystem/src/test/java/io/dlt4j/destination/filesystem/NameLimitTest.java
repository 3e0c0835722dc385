package io.dlt4j.destination.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.api.error.DltException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NameLimitTest {

    private static final NameLimit DISK =
            NameLimit.of(new BucketUrl("file:///lake", Optional.of(Path.of("/lake"))), "data");
    private static final NameLimit BUCKET = NameLimit.of(new BucketUrl("s3://lake/raw", Optional.empty()), "data");

    @Test
    void aDiskCountsTheBytesOfEachPart() {
        String longest = "ä".repeat(127) + "a";
        assertThat(DISK.checked(longest + "/" + longest)).hasSize(257);
        assertRefused(DISK, "short/" + longest + "a", "256 bytes, where at most 255");
    }

    @Test
    void aDiskCountsTheWholePath() {
        String name = ("a".repeat(199) + "/").repeat(20);
        assertThat(DISK.checked(name + "b".repeat(4095 - "/lake/data/".length() - name.length())))
                .hasSize(4084);
        assertRefused(DISK, name + "b".repeat(100), "4111 bytes, where at most 4095");
    }

    @Test
    void aBucketCountsTheWholeKey() {
        String longest = "a".repeat(1024 - "raw/data/".length());
        assertThat(BUCKET.checked(longest)).isEqualTo(longest);
        assertRefused(BUCKET, longest + "a", "1025 bytes, where at most 1024");
        NameLimit topmost = NameLimit.of(new BucketUrl("s3://lake", Optional.empty()), "data");
        assertThat(topmost.checked("a".repeat(1024 - "data/".length()))).hasSize(1019);
    }

    private static void assertRefused(NameLimit limit, String name, String reason) {
        assertThatThrownBy(() -> limit.checked(name))
                .isInstanceOfSatisfying(
                        DltException.class,
                        e -> assertThat(e.code()).isEqualTo(FilesystemError.FILESYSTEM_NAME_TOO_LONG))
                .hasMessageContaining(reason);
    }
}
