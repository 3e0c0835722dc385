package io.dlt4j.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/**
 * The folders that a run works with. All paths are absolute; nothing is created.
 *
 * <p>Taken from these environment variables, which are no part of the configuration system; an empty one counts as absent:
 *
 * <ul>
 *   <li>{@code DLT_PROJECT_DIR}: the run directory; the working directory if absent
 *   <li>{@code DLT_CONFIG_FOLDER}: the name of the settings folder in the run directory; {@code .dlt} if absent
 *   <li>{@code DLT_DATA_DIR}: where pipelines keep their working directories; the global directory if absent
 *   <li>{@code DLT_LOCAL_DIR}: where relative paths of destinations start; the run directory if absent
 *   <li>{@code HOME}, {@code XDG_DATA_HOME}: decide the global directory
 * </ul>
 *
 * <p>Immutable.
 */
public final class RunContext {

    private final Path runDir;
    private final Path settingsDir;
    private final Path globalDir;
    private final Path dataDir;
    private final Path localDir;
    private final Optional<Path> homeDir;

    private RunContext(Map<String, String> environment, Optional<Path> projectDir, Machine machine) {
        this.homeDir = machine.home();
        this.globalDir = globalDir(environment, machine);
        this.runDir = projectDir
                .or(() -> folder(environment, "DLT_PROJECT_DIR"))
                .map(path -> machine.workingDir().resolve(path).normalize())
                .orElse(machine.workingDir());
        this.settingsDir = runDir.resolve(text(environment, "DLT_CONFIG_FOLDER").orElse(".dlt"));
        this.dataDir = folder(environment, "DLT_DATA_DIR")
                .map(path -> machine.workingDir().resolve(path).normalize())
                .orElse(globalDir);
        this.localDir = folder(environment, "DLT_LOCAL_DIR")
                .map(path -> machine.workingDir().resolve(path).normalize())
                .orElse(runDir);
    }

    /**
     * The folders as the environment has them.
     *
     * @param environment variables by name, usually {@link System#getenv()}
     */
    public static RunContext of(Map<String, String> environment) {
        return of(environment, Optional.empty());
    }

    /**
     * The folders as the environment has them, but for the run directory.
     *
     * @param environment variables by name, usually {@link System#getenv()}
     * @param projectDir the run directory, if it is not the environment's
     */
    public static RunContext of(Map<String, String> environment, Optional<Path> projectDir) {
        return of(environment, projectDir, Machine.current(environment));
    }

    static RunContext of(Map<String, String> environment, Optional<Path> projectDir, Machine machine) {
        return new RunContext(
                requireNonNull(environment, "environment is null"),
                requireNonNull(projectDir, "projectDir is null"),
                machine);
    }

    /** The directory of the project. */
    public Path runDir() {
        return runDir;
    }

    /** The project's settings: {@code config.toml}, {@code secrets.toml}. */
    public Path settingsDir() {
        return settingsDir;
    }

    /** The user's or machine's settings. */
    public Path globalDir() {
        return globalDir;
    }

    /** The parent of the pipelines' working directories. */
    public Path dataDir() {
        return dataDir;
    }

    /** Where relative paths of destinations start. */
    public Path localDir() {
        return localDir;
    }

    /** The user's home directory, if there is one. */
    public Optional<Path> homeDir() {
        return homeDir;
    }

    private static Path globalDir(Map<String, String> environment, Machine machine) {
        if (machine.superuser()) {
            return Path.of("/var/dlt");
        }
        if (machine.home().isEmpty() || !Files.isWritable(machine.home().get())) {
            return machine.temporaryDir().resolve("dlt");
        }
        Path dotted = machine.home().get().resolve(".dlt");
        Optional<Path> xdg = folder(environment, "XDG_DATA_HOME").map(path -> path.resolve("dlt"));
        if (xdg.isEmpty()) {
            return dotted;
        }
        if (Files.exists(dotted)) {
            LoggerFactory.getLogger(RunContext.class)
                    .warn("XDG_DATA_HOME is set, but {} exists and is used; move it to {}", dotted, xdg.get());
            return dotted;
        }
        return machine.workingDir().resolve(xdg.get()).normalize();
    }

    private static Optional<Path> folder(Map<String, String> environment, String name) {
        return text(environment, name).map(Path::of);
    }

    private static Optional<String> text(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }

    @Override
    public String toString() {
        return "RunContext[" + runDir + ", settings " + settingsDir + ", data " + dataDir + "]";
    }
}
