package io.dlt4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigCommandTest {

    @TempDir
    Path directory;

    @BeforeEach
    void writeSettings() throws IOException {
        Path settings = Files.createDirectories(directory.resolve(".dlt"));
        Files.writeString(
                settings.resolve("config.toml"), "shown='public'\n[load]\nworkers=3\n[web.load]\nworkers=4\n");
        Files.writeString(settings.resolve("secrets.toml"), "[sources.crm]\napi_key='hunter2'\n");
    }

    @Test
    void showsWhereAValueCameFrom() {
        CommandLine result = CommandLine.run(directory, "config", "explain", "load.workers");
        assertThat(result.code()).isZero();
        assertThat(result.out())
                .isEqualTo(String.join(
                        "\n",
                        "workers = 3",
                        "      from  config.toml: load.workers",
                        "      tried Environment Variables: LOAD__WORKERS",
                        "      tried Environment Variables: WORKERS",
                        "      tried secrets.toml: load.workers",
                        "      tried secrets.toml: workers",
                        ""));
    }

    @Test
    void seesConfigurationAsThePipelineDoes() {
        assertThat(CommandLine.run(directory, "config", "explain", "load.workers", "--pipeline", "web")
                        .out())
                .startsWith("workers = 4\n      from  config.toml: web.load.workers\n");
    }

    @Test
    void showsDefaults() {
        assertThat(CommandLine.run(directory, "config", "explain", "load.raise_on_max_retries")
                        .out())
                .startsWith("raise_on_max_retries = 5\n      from  its default\n");
    }

    @Test
    void writesJson() {
        assertThat(CommandLine.run(directory, "config", "explain", "shown", "--json")
                        .out())
                .isEqualTo(
                        "{\"key\":\"shown\",\"pipeline_name\":null,\"configuration\":null,\"fields\":[{\"field\":\"shown\","
                                + "\"value\":\"public\",\"source\":\"provider\",\"provider\":\"config.toml\",\"key\":\"shown\","
                                + "\"tried\":[{\"provider\":\"Environment Variables\",\"key\":\"SHOWN\"},"
                                + "{\"provider\":\"secrets.toml\",\"key\":\"shown\"},"
                                + "{\"provider\":\"config.toml\",\"key\":\"shown\"}]}]}\n");
    }

    @Test
    void hidesWhatMayBeSecret() {
        CommandLine result = CommandLine.run(directory, "config", "explain", "sources.crm.api_key");
        assertThat(result.out()).startsWith("api_key = ***").contains("from  secrets.toml: sources.crm.api_key");
        assertThat(result.out() + result.err()).doesNotContain("hunter2");
    }

    @Test
    void tellsThatNothingIsSet() {
        assertThat(CommandLine.run(directory, "config", "explain", "a.b").out())
                .startsWith("b = (not set)\n      from  nowhere\n      tried Environment Variables: A__B\n");
    }

    @Test
    void refusesKeysWithEmptyParts() {
        CommandLine result = CommandLine.run(directory, "config", "explain", "a..b");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("'a..b' is no key");
    }

    @Test
    void saysWhichPluginIsMissing() {
        CommandLine result = CommandLine.run(directory, "config", "explain", "destination.nothing");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("`nothing` was attempted as a named destination");
    }

    @Test
    void helpsWithHalfACommand() {
        CommandLine half = CommandLine.run(directory, "config");
        assertThat(half.code()).isEqualTo(2);
        assertThat(half.err()).contains("'dlt4j config' is not all of a command", "Usage: dlt4j config explain KEY");
        assertThat(CommandLine.run(directory, "config", "--help").out())
                .contains("Usage: dlt4j config explain KEY", "dlt4j config explain load.workers --json");
        assertThat(CommandLine.run(directory, "config", "explain", "--help").out())
                .contains("--pipeline NAME", "--json");
    }
}
