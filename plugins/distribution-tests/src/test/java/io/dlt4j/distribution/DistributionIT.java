package io.dlt4j.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.dlt4j.distribution.Program.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The distribution as it is unpacked. */
class DistributionIT {

    private static final long MOST_BYTES = 40_000_000;

    @TempDir
    private Path directory;

    private Path home;

    @BeforeEach
    void unpack() throws IOException {
        unpackInto("a place");
    }

    private void unpackInto(String name) throws IOException {
        home = Files.createDirectories(directory.resolve(name));
        Program.in(directory, "/bin/cp", "-R", Build.DISTRIBUTION + "/.", home).succeed();
    }

    @Test
    void holdsLauncherLibrariesAndToolsAndNoPlugin() {
        assertThat(Build.files(home.resolve("bin"))).containsExactly("dlt4j", "dlt4j-setup");
        assertThat(home.resolve("bin/dlt4j")).isExecutable();
        assertThat(home.resolve("plugins")).isEmptyDirectory();
        assertThat(Build.files(home.resolve("lib/tools")))
                .anyMatch(file -> file.startsWith("image/jib-core-"))
                .noneMatch(file -> file.contains("dlt4j-host") || file.contains("slf4j-api"));
        assertThat(Build.children(home.resolve("lib")))
                .extracting(file -> file.getFileName().toString())
                .contains("host.jar", "java.options", "sample.jsonl")
                .anyMatch(name -> name.startsWith("dlt4j-core-api-"))
                .noneMatch(name -> name.matches(".*(duckdb|postgres|junit|jspecify|apiguardian|jib).*"));
        assertThat(home).isDirectoryContaining(file -> file.endsWith("LICENSE"));
        assertThat(Build.size(home)).isLessThan(MOST_BYTES);
    }

    @Test
    void saysItsVersionWithoutAnythingButJava() {
        Ended version = dlt4j("--version").succeed();
        assertThat(version.out()).isEqualTo("dlt4j " + Build.VERSION + "\n");
        assertThat(version.err()).isEmpty();
    }

    @Test
    void saysWhatIsMissingWhereThereIsNoJava() {
        Ended ended = Program.in(directory, home.resolve("bin/dlt4j"), "--version")
                .with("PATH", directory)
                .run();
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("no Java found", "Install a Java 17");

        Ended wrong = Program.in(directory, home.resolve("bin/dlt4j"), "--version")
                .with("JAVA_HOME", directory)
                .run();
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("JAVA_HOME is '" + directory + "'");
    }

    @Test
    void startsFromALinkAndPassesArgumentsOn() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("dlt"), home.resolve("bin/dlt4j"));
        Ended ended = Program.in(directory, link, "run", "no such file.jsonl")
                .with("JAVA_HOME", javaHome())
                .with("PATH", "/usr/bin:/bin")
                .run();
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("no such file.jsonl");
    }

    @Test
    void extractsAndNormalizesWithNoPluginAndLoadsWithOne() throws IOException {
        Files.writeString(directory.resolve("orders.jsonl"), "{\"id\": 1, \"lines\": [{\"sku\": \"ä\"}]}\n");
        dlt4j("extract", "orders.jsonl", "--destination", "duckdb").succeed();
        dlt4j("normalize", "--pipeline", "orders").succeed();

        Ended missing = dlt4j("load", "--pipeline", "orders").run();
        assertThat(missing.code()).isNotZero();
        assertThat(missing.err()).contains("PLUGIN_MISSING", "dlt4j-destination-duckdb");

        Program.in(directory, "/bin/cp", "-R", Build.plugin("duckdb"), home.resolve("plugins"))
                .succeed();
        dlt4j("load", "--pipeline", "orders").succeed();
        assertThat(dlt4j("pipeline", "orders", "show", "orders__lines")
                        .succeed()
                        .out())
                .contains("ä");
    }

    /** A JVM does not lay out classes of a path that has a blank. */
    @Test
    void setupLaysClassesOutForTheJavaThatRunsIt() throws IOException {
        unpackInto("place");
        Program.in(directory, "/bin/cp", "-R", Build.plugin("duckdb"), home.resolve("plugins"))
                .succeed();
        Program.in(directory, home.resolve("bin/dlt4j-setup"))
                .with("JAVA_HOME", javaHome())
                .with("PATH", "/usr/bin:/bin")
                .succeed();
        assertThat(home.resolve("lib/classes.java")).content().isEqualTo(Program.JAVA + "\n");
        Ended ended = dlt4j("--version")
                .with("DLT4J_JAVA_OPTS", "-Xlog:class+load:file=" + directory.resolve("classes"))
                .succeed();
        assertThat(ended.out()).startsWith("dlt4j ");
        assertThat(Files.readString(directory.resolve("classes")))
                .containsPattern("io\\.dlt4j\\.cli\\.Main source: shared objects file");
    }

    @Test
    void toolsAreNotOfImagesAndSaySo() throws IOException {
        Program.in(directory, "/bin/rm", "-r", home.resolve("lib/tools")).succeed();
        Ended ended = dlt4j("image", "--output", "image").run();
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("CLI_TOOL_MISSING", "lib/tools/image");
    }

    private Program dlt4j(String... arguments) {
        Object[] command = new Object[arguments.length + 1];
        command[0] = home.resolve("bin/dlt4j");
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        return Program.in(directory, command)
                .with("JAVA_HOME", javaHome())
                .with("HOME", directory)
                .with("DLT_DATA_DIR", directory.resolve("data"));
    }

    private static Path javaHome() {
        return Program.JAVA.getParent().getParent();
    }
}
