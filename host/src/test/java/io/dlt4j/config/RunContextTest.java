package io.dlt4j.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
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
    void givesEachProfileOfAWorkspaceItsDirectories() throws Exception {
        Path settings = workspace();
        RunContext context = context(false);
        assertThat(context.profile()).contains("dev");
        assertThat(context.dataDir()).isEqualTo(settings.resolve(".var/dev")).isDirectory();
        assertThat(context.localDir()).isEqualTo(work().resolve("_local/dev")).isDirectory();
        assertThat(context.settingsFiles("config.toml"))
                .containsExactly(
                        settings.resolve("dev.config.toml"),
                        settings.resolve("config.toml"),
                        home().resolve(".dlt/dev.config.toml"),
                        home().resolve(".dlt/config.toml"));
    }

    @Test
    void takesTheProfileFromVariableThenFile() throws Exception {
        Files.writeString(workspace().resolve("profile-name"), "tests \nprod\n");
        assertThat(context(false).profile()).contains("tests");
        assertThat(context(false, "WORKSPACE__PROFILE", "prod").profile()).contains("prod");
        assertThatThrownBy(() -> context(false, "WORKSPACE__PROFILE", "../x"))
                .hasMessageContaining("'../x' cannot be a part of file names");
    }

    @Test
    void takesDirectoriesOfAWorkspaceFromItsSettings() throws Exception {
        Files.writeString(
                workspace().resolve("prod.config.toml"), "[workspace.settings]\nworking_dir='w'\nlocal_dir='l'\n");
        RunContext context = context(false, "WORKSPACE__PROFILE", "prod");
        assertThat(context.dataDir()).isEqualTo(work().resolve("w"));
        assertThat(context.localDir()).isEqualTo(work().resolve("l"));
        RunContext overruled =
                context(false, "WORKSPACE__PROFILE", "prod", "DLT_DATA_DIR", "data", "DLT_LOCAL_DIR", "local");
        assertThat(overruled.dataDir()).isEqualTo(work().resolve("data"));
        assertThat(overruled.localDir()).isEqualTo(work().resolve("local"));
    }

    private Path workspace() throws IOException {
        Path settings = Files.createDirectories(work().resolve(".dlt"));
        Files.writeString(settings.resolve(".workspace"), "");
        return settings;
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
