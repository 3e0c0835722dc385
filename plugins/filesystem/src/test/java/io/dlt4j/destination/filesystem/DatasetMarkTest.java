package io.dlt4j.destination.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.storage.ObjectStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Case 149 of those recorded from the reference. */
class DatasetMarkTest {

    @TempDir
    private Path root;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                       | 1 | 1
            {"initial_version":1,"current_version":2} | 1 | 2
            {"initial_version":2,"current_version":2} | 2 | 2
            """)
    void readsVersions(String content, long initial, long current) {
        assertThat(parse(content)).isEqualTo(new DatasetMark(initial, current));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            random                                    | FILESYSTEM_DATASET_BROKEN
            {"initial_version":1}                     | FILESYSTEM_DATASET_BROKEN
            {"initial_version":"1","current_version":2} | FILESYSTEM_DATASET_BROKEN
            []                                        | FILESYSTEM_DATASET_BROKEN
            {"initial_version":2,"current_version":3} | FILESYSTEM_DATASET_TOO_NEW
            {"initial_version":0,"current_version":1} | FILESYSTEM_DATASET_BROKEN
            {"initial_version":2,"current_version":1} | FILESYSTEM_DATASET_BROKEN
            """)
    void refusesWhatItDoesNotKnow(String content, String code) {
        assertThatThrownBy(() -> parse(content))
                .isInstanceOfSatisfying(
                        DltException.class, e -> assertThat(e.code().name()).isEqualTo(code));
    }

    @Test
    void marksANewDataset() throws IOException {
        ObjectStore storage = storage();
        assertThat(DatasetMark.isIn(storage)).isFalse();
        assertThat(DatasetMark.open(storage).namesCompression()).isTrue();
        assertThat(DatasetMark.isIn(storage)).isTrue();
        assertThat(root.resolve("init")).hasContent("{\"initial_version\":2,\"current_version\":2}");
    }

    @Test
    void bringsAnOldMarkUpToDateAndKeepsTheNames() throws IOException {
        Files.createFile(root.resolve("init"));
        assertThat(DatasetMark.open(storage()).namesCompression()).isFalse();
        assertThat(root.resolve("init")).hasContent("{\"initial_version\":1,\"current_version\":2}");
        assertThat(DatasetMark.open(storage()).namesCompression()).isFalse();
    }

    private ObjectStore storage() {
        return new LocalStore(root, "pipe", label -> {});
    }

    private static DatasetMark parse(String content) {
        return DatasetMark.parse(content.getBytes(StandardCharsets.UTF_8), "init");
    }
}
