package io.dlt4j.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dlt4j.distribution.Program.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images of the three stages, each made with DuckDB's plugin and run with an empty environment. */
class ImageIT {

    private static final long EXTRACT_BYTES = 50_000_000;
    /** The Parquet plugin brings what it reads Parquet files with. */
    private static final long NORMALIZE_BYTES = 70_000_000;

    @TempDir
    private static Path images;

    @TempDir
    private Path shared;

    private static JsonNode extract;
    private static JsonNode normalize;
    private static JsonNode load;

    @BeforeAll
    static void makeImages() throws IOException {
        extract = Images.make(images, "extract", "duckdb");
        normalize = Images.make(images, "normalize", "duckdb,parquet");
        load = Images.make(images, "load", "duckdb");
    }

    @Test
    void haveWhatTheirStageNeedsAndNoMore() {
        assertThat(files("extract"))
                .contains("plugins/duckdb/duckdb.jar")
                .noneMatch(file -> file.startsWith("plugins/duckdb/lib"));
        assertThat(files("normalize"))
                .contains("plugins/duckdb/duckdb.jar", "plugins/parquet/parquet.jar")
                .noneMatch(file -> file.startsWith("plugins/duckdb/lib"));
        assertThat(files("load"))
                .filteredOn(file -> file.startsWith("plugins/duckdb/lib/libduckdb"))
                .singleElement();
        for (String stage : List.of("extract", "normalize", "load")) {
            assertThat(files(stage))
                    .contains("LICENSE", "bin/dlt4j", "lib/host.jar", "jre/bin/java", "jre/legal/java.base/LICENSE")
                    .noneMatch(file -> file.startsWith("lib/tools") || file.endsWith("/keytool"));
        }
        assertThat(modules(extract)).containsExactly("java.base", "java.logging", "jdk.unsupported");
        assertThat(modules(normalize)).containsAll(modules(extract)).doesNotContain("java.desktop");
        assertThat(modules(load)).contains("java.sql").doesNotContain("java.desktop");
    }

    @Test
    void areSmallAndSayHowBigTheyAre() {
        assertThat(Build.size(images.resolve("extract"))).isLessThanOrEqualTo(EXTRACT_BYTES);
        assertThat(Build.size(images.resolve("normalize"))).isLessThanOrEqualTo(NORMALIZE_BYTES);
        assertThat(extract.get("total_bytes").longValue()).isEqualTo(Build.size(images.resolve("extract")));
        assertThat(extract.get("bytes").get("java").longValue()).isEqualTo(Build.size(images.resolve("extract/jre")));
    }

    @Test
    void tellTheirVersion() {
        assertThat(dlt4j("extract", "--version").succeed().out()).startsWith("dlt4j ");
    }

    /** Three processes, three class paths; the one thing they have in common is a directory. */
    @Test
    void passALoadOnOverADirectory() throws IOException {
        StringBuilder orders = new StringBuilder();
        for (int id = 0; id < 500; id++) {
            orders.append("{\"id\": ").append(id).append(", \"lines\": [{\"sku\": \"ø\"}, {\"sku\": \"b\"}]}\n");
        }
        Files.writeString(shared.resolve("orders.jsonl"), orders);

        dlt4j("extract", "extract", "orders.jsonl", "--destination", "duckdb", "--pipelines-dir", "work")
                .succeed();
        dlt4j("normalize", "normalize", "--pipeline", "orders", "--pipelines-dir", "work")
                .succeed();
        Ended early = dlt4j("normalize", "load", "--pipeline", "orders", "--pipelines-dir", "work")
                .run();
        assertThat(early.code()).as(early.out()).isNotZero();
        assertThat(early.err()).contains("PLUGIN_INCOMPLETE");
        Ended loaded = dlt4j("load", "load", "--pipeline", "orders", "--pipelines-dir", "work", "--json")
                .succeed();
        assertThat(loaded.out()).contains("\"orders\":500", "\"orders__lines\":1000");
        Ended shown = dlt4j("load", "pipeline", "orders", "show", "orders__lines", "--pipelines-dir", "work")
                .succeed();
        assertThat(shown.out()).contains("ø");
    }

    @Test
    void useTheClassesThatWereLaidOut() throws IOException {
        Path log = shared.resolve("classes");
        dlt4j("load", "--version")
                .with("DLT4J_JAVA_OPTS", "-Xlog:class+load:file=" + log)
                .succeed();
        assertThat(Files.readAllLines(log))
                .filteredOn(line -> line.contains(" io.dlt4j."))
                .isNotEmpty()
                .allMatch(line -> line.contains("shared objects file"));
    }

    @Test
    void areRefusedWithWhatIsWrong() throws IOException {
        Path plugins = Build.install(shared.resolve("plugins"), "duckdb");
        Ended unknown = Images.order(shared, plugins, "--plugins", "oracle", "--output", "x")
                .run();
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).contains("IMAGE_PLUGIN_MISSING", "'oracle'", plugins.toString());

        Ended there = Images.order(shared, plugins, "--output", "plugins").run();
        assertThat(there.code()).isEqualTo(2);
        assertThat(there.err()).contains("IMAGE_ORDER_INVALID", "is there already");

        Ended nowhere = Images.order(shared, plugins).run();
        assertThat(nowhere.code()).isEqualTo(2);
        assertThat(nowhere.err()).contains("IMAGE_ORDER_INVALID", "--output DIR");

        Ended jdk = Images.order(shared, plugins, "--output", "x", "--jdk", "plugins")
                .run();
        assertThat(jdk.code()).isEqualTo(2);
        assertThat(jdk.err()).contains("IMAGE_JDK_UNSUITABLE", "--jdk DIR");
        assertThat(shared.resolve("x")).doesNotExist();
    }

    private Program dlt4j(String image, String... arguments) {
        List<Object> command = new ArrayList<>(List.of(images.resolve(image).resolve("bin/dlt4j")));
        command.addAll(List.of(arguments));
        return Program.in(shared, command.toArray());
    }

    private static List<String> files(String image) {
        return Build.files(images.resolve(image));
    }

    private static List<String> modules(JsonNode image) {
        List<String> modules = new ArrayList<>();
        image.get("modules").forEach(module -> modules.add(module.textValue()));
        return modules;
    }
}
