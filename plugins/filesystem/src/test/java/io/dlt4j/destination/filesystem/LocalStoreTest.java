package io.dlt4j.destination.filesystem;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.api.error.DltException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStoreTest {

    private static final byte[] CONTENT = "content".getBytes(UTF_8);

    @TempDir
    private Path directory;

    private Path root;
    private LocalStore storage;

    @BeforeEach
    void open() {
        root = directory.resolve("bucket/data");
        storage = storage("pipe");
    }

    @Test
    void makesNothingUntilAFileIsPut() throws IOException {
        assertThat(SystemFiles.read(storage, "a")).isEmpty();
        assertThat(storage.exists("a")).isFalse();
        assertThat(listed("t/")).isEmpty();
        storage.delete(List.of("a"));
        storage.discardUnfinished();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void putsFilesInPlaceOfOthers() throws IOException {
        storage.write("t/x/a", CONTENT);
        assertThat(SystemFiles.read(storage, "t/x/a")).contains(CONTENT);
        Path source = Files.writeString(directory.resolve("source"), "other");
        storage.write("t/x/a", source);
        assertThat(root.resolve("t/x/a")).hasContent("other");
        assertThat(source).exists();
        storage.discardUnfinished();
        assertThat(Fixtures.files(root)).containsExactly("t/x/a");
        assertThat(root.resolve(LocalStore.UNFINISHED)).doesNotExist();
    }

    @Test
    void listsByTheBeginningOfTheWholeName() throws IOException {
        for (String name : List.of("init", "t/1", "t/2/3", "t_more/1", "t.1", "u/t/1")) {
            storage.write(name, CONTENT);
        }
        Files.writeString(root.resolve(LocalStore.UNFINISHED).resolve("other.part"), "x");
        assertThat(listed("t/")).containsExactlyInAnyOrder("t/1", "t/2/3");
        assertThat(listed("t/2")).containsExactlyInAnyOrder("t/2/3");
        assertThat(listed("t.")).containsExactlyInAnyOrder("t.1");
        assertThat(listed("")).hasSize(6);
    }

    @Test
    void followsATablesFolderToAnotherPlace() throws IOException {
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        Files.createDirectories(root);
        Files.createSymbolicLink(root.resolve("t"), elsewhere);
        storage.write("t/1", CONTENT);
        assertThat(elsewhere.resolve("1")).exists();
        assertThat(listed("t/")).containsExactly("t/1");
        storage.delete(List.of("t/1"));
        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void aTablesFolderMayBeOnAnotherDisk() throws IOException {
        // on Linux a disk of its own
        Path memory = Path.of("/dev/shm");
        Files.createDirectories(root);
        Path elsewhere = Files.createTempDirectory(Files.isDirectory(memory) ? memory : directory, "dlt4j");
        try {
            Files.createSymbolicLink(root.resolve("t"), elsewhere);
            storage.write("t/x/1", CONTENT);
            storage.write("t/x/1", CONTENT);
            assertThat(elsewhere.resolve("x/1")).hasBinaryContent(CONTENT);
            assertThat(Fixtures.files(elsewhere)).containsExactly("x/1");
            Files.writeString(
                    Files.createDirectory(elsewhere.resolve(LocalStore.UNFINISHED))
                            .resolve("pipe." + UUID.randomUUID()),
                    "left by a killed load");
            assertThat(listed("t/")).containsExactly("t/x/1");
            storage.discardUnfinished();
            assertThat(elsewhere.resolve(LocalStore.UNFINISHED)).doesNotExist();
        } finally {
            storage.delete(List.of("t/x/1"));
            Files.delete(elsewhere.resolve("x"));
            Files.delete(elsewhere);
        }
    }

    @Test
    void whatHasAFileForAFolderIsDeletedAlready() throws IOException {
        storage.write("t", CONTENT);
        storage.delete(List.of("t/1"));
        assertThat(listed("")).containsExactly("t");
    }

    @Test
    void aFileThatIsInterruptedIsNotThereAndIsDiscardedByItsPipelineOnly() throws IOException {
        LocalStore interrupted = new LocalStore(root, "pipe", label -> {
            throw new IllegalStateException(label);
        });
        assertThatThrownBy(() -> interrupted.write("t/1", CONTENT)).hasMessage("filesystem.put.written");
        assertThat(storage.exists("t/1")).isFalse();
        assertThat(Fixtures.files(root)).hasSize(1);
        storage("pip").discardUnfinished();
        storage("pipe.x").discardUnfinished();
        assertThat(Fixtures.files(root)).hasSize(1);
        storage.discardUnfinished();
        assertThat(Fixtures.files(root)).isEmpty();
    }

    @Test
    void pipelinesDoNotDisturbEachOther() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> writers = new ArrayList<>();
            for (int number = 0; number < 4; number++) {
                LocalStore own = storage("pipe" + number);
                String table = "t" + number % 2;
                String name = table + "/" + number;
                writers.add(pool.submit(() -> {
                    for (int i = 0; i < 50; i++) {
                        own.write(name + "." + i, CONTENT);
                        own.discardUnfinished();
                    }
                    return null;
                }));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(Fixtures.files(root)).hasSize(200);
    }

    @Test
    void neverLeavesTheDataset() {
        for (String name : List.of("../x", "t/../../x", "", "t/..")) {
            assertThatThrownBy(() -> storage.write(name, CONTENT))
                    .as(name)
                    .isInstanceOfSatisfying(
                            DltException.class, e -> assertThat(e.code()).isEqualTo(FilesystemError.FILESYSTEM_NAME));
        }
    }

    private LocalStore storage(String owner) {
        return new LocalStore(root, owner, label -> {});
    }

    private List<String> listed(String prefix) throws IOException {
        List<String> names = new ArrayList<>();
        storage.list(prefix, names::add);
        return names;
    }
}
