package io.dlt4j.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunContextTest {

    @TempDir
    Path root;

    @Test
    void takesDefaults() throws Exception {
        RunContext context = context(false, "DLT_DATA_DIR", "");
        assertThat(context.runDir()).isEqualTo(work());
        assertThat(context.settingsDir()).isEqualTo(work().resolve(".dlt"));
        assertThat(context.globalDir()).isEqualTo(home().resolve(".dlt"));
        assertThat(context.dataDir()).isEqualTo(home().resolve(".dlt"));
        assertThat(context.localDir()).isEqualTo(work());
    }

    @Test
    void takesVariables() throws Exception {
        RunContext context = context(
                false,
                "DLT_PROJECT_DIR",
                "../p",
                "DLT_CONFIG_FOLDER",
                "cfg",
                "DLT_DATA_DIR",
                "data",
                "DLT_LOCAL_DIR",
                "l");
        assertThat(context.runDir()).isEqualTo(root.resolve("p"));
        assertThat(context.settingsDir()).isEqualTo(root.resolve("p/cfg"));
        assertThat(context.dataDir()).isEqualTo(work().resolve("data"));
        assertThat(context.localDir()).isEqualTo(work().resolve("l"));
    }

    @Test
    void prefersGivenProjectDir() {
        Machine machine = new Machine(work(), Optional.of(root), root, false);
        RunContext context = RunContext.of(Map.of("DLT_PROJECT_DIR", "x"), Optional.of(Path.of("given")), machine);
        assertThat(context.runDir()).isEqualTo(work().resolve("given"));
        assertThat(context.localDir()).isEqualTo(work().resolve("given"));
    }

    @Test
    void usesSystemFolderForRoot() throws Exception {
        assertThat(context(true, "XDG_DATA_HOME", root.toString()).globalDir()).isEqualTo(Path.of("/var/dlt"));
    }

    @Test
    void usesXdgFolderUnlessTheDottedOneExists() throws Exception {
        String xdg = root.resolve("xdg").toString();
        assertThat(context(false, "XDG_DATA_HOME", xdg).globalDir()).isEqualTo(root.resolve("xdg/dlt"));
        Files.createDirectories(home().resolve(".dlt"));
        assertThat(context(false, "XDG_DATA_HOME", xdg).globalDir()).isEqualTo(home().resolve(".dlt"));
    }

    @Test
    void usesTemporaryFolderWithoutHome() {
        Machine missing = new Machine(work(), Optional.of(root.resolve("nowhere")), root.resolve("tmp"), false);
        assertThat(RunContext.of(Map.of(), Optional.empty(), missing).globalDir())
                .isEqualTo(root.resolve("tmp/dlt"));
        Machine none = new Machine(work(), Optional.empty(), root.resolve("tmp"), false);
        assertThat(RunContext.of(Map.of(), Optional.empty(), none).dataDir()).isEqualTo(root.resolve("tmp/dlt"));
    }

    @Test
    void readsThisMachine() {
        assertThat(RunContext.of(System.getenv()).runDir()).isAbsolute().exists();
    }

    private RunContext context(boolean superuser, String... variables) throws Exception {
        Files.createDirectories(home());
        Map<String, String> environment = new HashMap<>();
        for (int i = 0; i < variables.length; i += 2) {
            environment.put(variables[i], variables[i + 1]);
        }
        return RunContext.of(
                environment,
                Optional.empty(),
                new Machine(work(), Optional.of(home()), root.resolve("tmp"), superuser));
    }

    private Path work() {
        return root.resolve("w");
    }

    private Path home() {
        return root.resolve("home");
    }
}
