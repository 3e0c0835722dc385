package io.dlt4j.destination.filesystem;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.storage.ObjectStore;
import io.dlt4j.plugin.PluginCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@link ObjectStore} promises, by the packaged plugins, each with a loader of its own, from services over the wire. */
class ObjectStoreIT {

    private static final byte[] CONTENT = "content".getBytes(UTF_8);
    private static PluginCatalog plugins;

    @TempDir
    private static Path directory;

    @BeforeAll
    static void findPlugins() {
        plugins = PluginCatalog.of(Bucket.STORAGES, ObjectStoreIT.class.getClassLoader());
    }

    @AfterAll
    static void releasePlugins() {
        plugins.close();
    }

    static List<Bucket> buckets() {
        return Buckets.all(directory);
    }

    @ParameterizedTest
    @MethodSource("buckets")
    void writesWholeFilesInPlaceOfOthers(Bucket bucket) throws IOException {
        try (ObjectStore store = bucket.open(plugins, "d1")) {
            assertThat(SystemFiles.read(store, "a/b")).isEmpty();
            assertThat(store.exists("a/b")).isFalse();
            store.write("a/b", CONTENT);
            assertThat(store.exists("a/b")).isTrue();
            assertThat(store.exists("a")).isFalse();
            assertThat(SystemFiles.read(store, "a/b")).contains(CONTENT);
            store.write("a/b", Files.writeString(directory.resolve("source"), "other"));
            assertThat(SystemFiles.read(store, "a/b")).contains("other".getBytes(UTF_8));
            store.write("a/b", new byte[0]);
            assertThat(SystemFiles.read(store, "a/b")).contains(new byte[0]);
            store.write("a/b", Files.write(directory.resolve("empty"), new byte[0]));
            assertThat(SystemFiles.read(store, "a/b")).contains(new byte[0]);
            assertThat(store.location())
                    .startsWith(bucket.url().substring(0, 5))
                    .endsWith("d1");
        }
    }

    @ParameterizedTest
    @MethodSource("buckets")
    void namesAreUsedAsTheyAre(Bucket bucket) throws IOException {
        List<String> names = List.of(
                "plain",
                "a b",
                " x",
                "a+b",
                "100%",
                "a%20b",
                "ünï/cödé/日本",
                "a..b",
                "q?x=1&y=2",
                "h#1",
                "it's",
                "a:b",
                "x=1/y=2",
                "(a)[b]{c}~!@$^,;");
        try (ObjectStore store = bucket.open(plugins, "d2")) {
            for (String name : names) {
                store.write("t/" + name, name.getBytes(UTF_8));
            }
            for (String name : names) {
                assertThat(SystemFiles.read(store, "t/" + name)).as(name).contains(name.getBytes(UTF_8));
                assertThat(store.exists("t/" + name)).as(name).isTrue();
            }
            assertThat(listed(store, "t/"))
                    .containsExactlyInAnyOrderElementsOf(
                            names.stream().map(name -> "t/" + name).toList());
            store.delete(names.stream().map(name -> "t/" + name).toList());
            assertThat(listed(store, "")).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("buckets")
    void listsByTheBeginningOfTheWholeNamePageByPage(Bucket bucket) throws Exception {
        List<String> many = IntStream.range(0, 1100).mapToObj(i -> "t/" + i).toList();
        try (ObjectStore store = bucket.open(plugins, "d3")) {
            for (String name : List.of("init", "t_more/1", "t.1", "u/t/1")) {
                store.write(name, CONTENT);
            }
            sideBySide(many.stream()
                    .map(name -> (IoWork) () -> store.write(name, CONTENT))
                    .toList());
            assertThat(listed(store, "t/")).containsExactlyInAnyOrderElementsOf(many);
            assertThat(listed(store, "t/109")).hasSize(11);
            assertThat(listed(store, "t.")).containsExactly("t.1");
            assertThat(listed(store, "")).hasSize(1104);
            assertThat(listed(store, "none/")).isEmpty();
            List<String> deleted = new ArrayList<>(many);
            deleted.add("t/missing");
            store.delete(deleted);
            assertThat(listed(store, "t")).containsExactlyInAnyOrder("t_more/1", "t.1");
        }
    }

    @ParameterizedTest
    @MethodSource("buckets")
    void ofSeveralThatMakeAFileOneSucceeds(Bucket bucket) throws Exception {
        try (ObjectStore store = bucket.open(plugins, "d4")) {
            ExecutorService pool = Executors.newFixedThreadPool(8);
            List<Future<Boolean>> written = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                byte[] own = ("writer " + i).getBytes(UTF_8);
                written.add(pool.submit(() -> store.writeNew("init", own)));
            }
            List<Integer> winners = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                if (written.get(i).get()) {
                    winners.add(i);
                }
            }
            pool.shutdown();
            assertThat(winners).hasSize(1);
            assertThat(SystemFiles.read(store, "init")).contains(("writer " + winners.get(0)).getBytes(UTF_8));
            assertThat(store.writeNew("init", CONTENT)).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("buckets")
    void largeFilesGoInParts(Bucket bucket) throws IOException {
        byte[] large = new byte[21 << 20];
        new Random(1).nextBytes(large);
        Path source = Files.write(directory.resolve("large"), large);
        Bucket small = bucket.kind().equals("s3")
                ? bucket.with("config_kwargs", "{\"multipart_threshold\": 6000000, \"multipart_chunksize\": 6000000}")
                : bucket;
        try (ObjectStore store = small.open(plugins, "d5")) {
            store.write("t/large", CONTENT);
            store.write("t/large", source);
            assertThat(SystemFiles.read(store, "t/large").orElseThrow()).isEqualTo(large);
            assertThat(listed(store, "")).containsExactly("t/large");
        }
    }

    static Stream<Arguments> unusable() {
        return Buckets.unusable();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("unusable")
    void saysWhatIsWrong(Bucket bucket, String code) {
        assertThatThrownBy(() -> {
                    try (ObjectStore store = bucket.open(plugins, "d6")) {
                        store.write("a", CONTENT);
                    }
                })
                .isInstanceOfSatisfying(DltException.class, e -> {
                    assertThat(e.code().name()).as(e.render()).isEqualTo(code);
                    assertThat(e.render()).doesNotContain("wrong-secret");
                });
        assertThatThrownBy(() -> {
                    try (ObjectStore store = bucket.open(plugins, "d6")) {
                        store.list("", name -> {});
                    }
                })
                .isInstanceOfSatisfying(
                        DltException.class,
                        e -> assertThat(e.code().name()).as(e.render()).isEqualTo(code));
    }

    @Test
    void whatNoPluginBringsIsToldWithItsCoordinates() {
        try (PluginCatalog none = PluginCatalog.of(List.of(), ObjectStoreIT.class.getClassLoader())) {
            assertThatThrownBy(() -> Bucket.gcs().open(none, "d")).isInstanceOfSatisfying(DltException.class, e -> {
                assertThat(e.code().name()).isEqualTo("PLUGIN_MISSING");
                assertThat(e.render()).contains("gs://", "io.dlt4j:dlt4j-storage-gcs:");
            });
        }
    }

    private static List<String> listed(ObjectStore store, String prefix) throws IOException {
        List<String> names = new ArrayList<>();
        store.list(prefix, names::add);
        return names;
    }

    @FunctionalInterface
    private interface IoWork {
        void run() throws IOException;
    }

    private static void sideBySide(List<IoWork> work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(8);
        List<Future<?>> running = new ArrayList<>();
        work.forEach(item -> running.add(pool.submit(() -> {
            item.run();
            return null;
        })));
        for (Future<?> item : running) {
            item.get();
        }
        pool.shutdown();
    }
}
