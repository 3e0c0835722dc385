package io.dlt4j.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.dlt4j.distribution.Program.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code examples/embedding}, copied away and built by Maven as somebody else's project. */
class EmbeddingIT {

    private static final String LOADED = "1 load package(s) were loaded to destination duckdb and into dataset shop";

    @TempDir
    private static Path temporary;

    @TempDir
    private Path directory;

    private static Path project;

    @BeforeAll
    static void build() throws IOException {
        project = temporary.resolve("orders");
        Program.in(temporary, "/bin/cp", "-R", Build.ROOT.resolve("examples/embedding"), project)
                .succeed();
        assertThat(Files.readString(project.resolve("pom.xml")))
                .contains("<dlt4j.version>" + Build.VERSION + "</dlt4j.version>");
        LocalRepository.in(temporary.resolve("repository"))
                .maven(project, "package")
                .succeed();
    }

    @Test
    void bringsTheHostThePluginAndWhatTheyNeed() {
        assertThat(Build.children(project.resolve("target/lib")))
                .extracting(file -> file.getFileName().toString())
                .anyMatch(name -> name.startsWith("dlt4j-host-"))
                .anyMatch(name -> name.startsWith("dlt4j-destination-duckdb-"))
                .anyMatch(name -> name.startsWith("duckdb_jdbc-"))
                .noneMatch(name -> name.startsWith("slf4j-simple") || name.startsWith("junit"));
    }

    @Test
    void runsOnTheClassPath() {
        assertLoads(java("-cp", project + "/target/classes:" + project + "/target/lib/*", "org.example.orders.Main"));
    }

    @Test
    void runsOnTheModulePath() {
        assertLoads(java(
                "--module-path",
                project + "/target/classes:" + project + "/target/lib",
                "-m",
                "org.example.orders/org.example.orders.Main"));
    }

    private void assertLoads(Program program) {
        Ended ended = program.succeed();
        assertThat(ended.out()).contains(LOADED).endsWith("Ada\nGrace\n");
        assertThat(ended.err()).doesNotContain("WARN", "Exception");
        assertThat(directory.resolve("orders.duckdb")).exists();
    }

    private Program java(String... arguments) {
        Object[] command = new Object[arguments.length + 1];
        command[0] = Program.JAVA;
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        return Program.in(directory, command)
                .with("HOME", directory)
                .with("DLT_DATA_DIR", directory.resolve("dlt"))
                .with("LC_ALL", "C.UTF-8");
    }
}
