package io.dlt4j.destination.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.api.error.DltException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NameRulesTest {

    private static final NameRules DISK =
            NameRules.of(new BucketUrl("file:///lake", Optional.of(Path.of("/lake"))), "data");
    private static final NameRules BUCKET = NameRules.of(new BucketUrl("s3://lake/raw", Optional.empty()), "data");

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
        NameRules topmost = NameRules.of(new BucketUrl("s3://lake", Optional.empty()), "data");
        assertThat(topmost.checked("a".repeat(1024 - "data/".length()))).hasSize(1019);
    }

    @Test
    void namesStayBelowTheDataset() {
        for (String name : List.of("../x", "..", "t/./x", "/t/x", "t//x", "t/", "")) {
            assertRefused(DISK, name, "no path below the folder of the dataset");
            assertRefused(BUCKET, name, "no path below the folder of the dataset");
        }
        BucketUrl lake = new BucketUrl("file:///lake", Optional.of(Path.of("/lake")));
        for (String dataset : List.of("../evil", "..", "/abs", "a/../b", "a\\..\\b", "")) {
            assertThatThrownBy(() -> NameRules.of(lake, dataset))
                    .as(dataset)
                    .hasMessageContaining("no path below bucket_url");
        }
        assertThat(NameRules.of(lake, "team/data").root()).isEqualTo("/lake/team/data/");
    }

    @Test
    void theMarkOfTheDatasetKeepsItsName() {
        assertRefused(DISK, "init", "is taken");
        assertRefused(DISK, "init/1.jsonl", "is taken");
        assertRefused(BUCKET, "init", "is taken");
        assertThat(BUCKET.checked("init/1.jsonl")).isEqualTo("init/1.jsonl");
        assertThat(DISK.checked("initial/1.jsonl")).isEqualTo("initial/1.jsonl");
    }

    @Test
    void theNameOfTheDatasetIsAPartToo() {
        NameRules rules = NameRules.of(new BucketUrl("file:///lake", Optional.of(Path.of("/lake"))), "d".repeat(256));
        assertRefused(rules, "t/1", "256 bytes, where at most 255");
    }

    private static void assertRefused(NameRules limit, String name, String reason) {
        assertThatThrownBy(() -> limit.checked(name))
                .isInstanceOfSatisfying(
                        DltException.class, e -> assertThat(e.code()).isEqualTo(FilesystemError.FILESYSTEM_NAME))
                .hasMessageContaining(reason);
    }
}
