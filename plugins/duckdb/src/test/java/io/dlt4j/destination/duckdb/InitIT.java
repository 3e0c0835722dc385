package io.dlt4j.destination.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.dlt4j.cli.Main;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A new project, from {@code dlt4j init} to its first run. */
class InitIT {

    private static final int MISUSED = 2;

    @TempDir
    private Path directory;

    private Programs.Ended dlt4j(String... arguments) throws Exception {
        return run(Programs.java(Programs.classPath(), List.of(), Main.class, arguments));
    }

    private Programs.Ended run(ProcessBuilder program) throws Exception {
        program.environment().keySet().removeIf(name -> name.startsWith("DLT") || name.contains("__"));
        program.environment().put("DLT_DATA_DIR", directory.resolve("data").toString());
        return Programs.run(program.directory(directory.toFile()));
    }

    @Test
    @DisplayName("P-135: nothing is asked of DuckDB")
    void thePipelineToStartFromLoads() throws Exception {
        Programs.Ended made = dlt4j("init", "duckdb", "--pipeline", "web");
        assertThat(made.exitCode()).as(made.output()).isZero();
        assertThat(made.output()).contains("created", "web_pipeline.java").doesNotContain("Fill in");
        Path secrets = directory.resolve(".dlt/secrets.toml");
        assertThat(secrets).content().contains("# [destination.duckdb.credentials]\n", "# read_only = false\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets)))
                .isEqualTo("rw-------");
        assertThat(directory.resolve(".dlt/config.toml")).content().contains("# [load]\n", "# workers = 20\n");
        assertThat(directory.resolve(".gitignore")).content().contains("\nsecrets.toml\n*.secrets.toml\n");

        Programs.Ended loaded = run(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        String.join(File.pathSeparator, Programs.classPath()),
                        "web_pipeline.java")
                .redirectErrorStream(true));
        assertThat(loaded.exitCode()).as(loaded.output()).isZero();
        assertThat(directory.resolve("web.duckdb")).exists();
    }

    @Test
    void writesNothingWhenAnythingIsInTheWay() throws Exception {
        Files.writeString(directory.resolve("web_pipeline.java"), "mine");
        Programs.Ended refused = dlt4j("init", "duckdb", "--pipeline", "web");
        assertThat(refused.exitCode()).as(refused.output()).isEqualTo(MISUSED);
        assertThat(refused.output()).contains("CLI_FILE_EXISTS", "--pipeline NAME");

        assertThat(dlt4j("init", "duckdb", "--pipeline", "Not a name").output()).contains("CLI_OPTION_INVALID");
        assertThat(dlt4j("init", "nowhere", "--pipeline", "other").exitCode()).isEqualTo(MISUSED);
        Files.writeString(directory.resolve(".dlt"), "a file");
        assertThat(dlt4j("init", "duckdb", "--pipeline", "other").output()).contains("CLI_FILE_UNWRITABLE");

        assertThat(directory.resolve("web_pipeline.java")).hasContent("mine");
        assertThat(directory.resolve("other_pipeline.java")).doesNotExist();
        assertThat(directory.resolve(".gitignore")).doesNotExist();
    }

    @Test
    void aSecondPipelineLeavesTheSettingsAsTheyAre() throws Exception {
        Files.writeString(directory.resolve(".gitignore"), "mine");
        dlt4j("init", "duckdb", "--pipeline", "one");
        assertThat(directory.resolve(".gitignore")).hasContent("mine\nsecrets.toml\n*.secrets.toml\n");
        Programs.Ended second = dlt4j("init", "duckdb", "--pipeline", "two", "--json");
        assertThat(second.exitCode()).as(second.output()).isZero();
        assertThat(second.output())
                .contains("\"pipeline_name\":\"two\"", "\"extended\":[]", "\"fill_in\":[]", "two_pipeline.java");
    }
}
