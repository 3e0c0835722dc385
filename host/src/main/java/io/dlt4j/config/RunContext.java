package io.dlt4j.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/**
 * The folders that a run works with. All paths are absolute; nothing is created, except in a workspace.
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
 * <p>A project with a file {@code .dlt/.workspace} is a <em>workspace</em>: it has profiles, each with its own files of settings
 * and its own directories for data and for local files, which are created.
 *
 * <p>Immutable.
 */
public final class RunContext {

    static final String DATA_DIR = "DLT_DATA_DIR";
    static final String LOCAL_DIR = "DLT_LOCAL_DIR";

    private final Folders folders;
    private final Path globalDir;
    private final Optional<Path> homeDir;
    private final Optional<String> profile;

    /** Those of a project. */
    record Folders(Path runDir, Path settingsDir, Path dataDir, Path localDir) {}

    private RunContext(Folders folders, Path globalDir, Optional<Path> homeDir, Optional<String> profile) {
        this.folders = folders;
        this.globalDir = globalDir;
        this.homeDir = homeDir;
        this.profile = profile;
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
        requireNonNull(environment, "environment is null");
        requireNonNull(projectDir, "projectDir is null");
        Path workingDir = machine.workingDir();
        Path globalDir = globalDir(environment, machine);
        Path runDir = projectDir.isPresent()
                ? workingDir.resolve(projectDir.get()).normalize()
                : folder(environment, "DLT_PROJECT_DIR", workingDir, workingDir);
        Folders folders = new Folders(
                runDir,
                runDir.resolve(text(environment, "DLT_CONFIG_FOLDER", ".dlt")),
                folder(environment, DATA_DIR, workingDir, globalDir),
                folder(environment, LOCAL_DIR, workingDir, runDir));
        RunContext context = new RunContext(folders, globalDir, machine.home(), Optional.empty());
        return Workspace.isHere(context) ? Workspace.enter(context, environment, machine) : context;
    }

    /** The same folders seen from a profile. */
    RunContext withProfile(String name) {
        return new RunContext(folders, globalDir, homeDir, Optional.of(name));
    }

    /** The same with other folders for data and for local files. */
    RunContext withDirs(Path dataDir, Path localDir) {
        return new RunContext(
                new Folders(folders.runDir, folders.settingsDir, dataDir, localDir), globalDir, homeDir, profile);
    }

    /** The same with another start for relative paths of destinations: a pipeline keeps the one that it was created with. */
    public RunContext withLocalDir(Path directory) {
        return withDirs(folders.dataDir, directory);
    }

    /** The directory of the project. */
    public Path runDir() {
        return folders.runDir;
    }

    /** The project's settings: {@code config.toml}, {@code secrets.toml}. */
    public Path settingsDir() {
        return folders.settingsDir;
    }

    /** The user's or machine's settings. */
    public Path globalDir() {
        return globalDir;
    }

    /** The parent of the pipelines' working directories. */
    public Path dataDir() {
        return folders.dataDir;
    }

    /** Where relative paths of destinations start. */
    public Path localDir() {
        return folders.localDir;
    }

    /** The profile whose files go before the others, if the project has profiles. */
    public Optional<String> profile() {
        return profile;
    }

    /** The files of that name, the one that goes first first; they need not be there. */
    List<Path> settingsFiles(String name) {
        List<Path> files = new ArrayList<>();
        for (Path directory : List.of(settingsDir(), globalDir)) {
            if (profile.isPresent()) {
                files.add(directory.resolve(profile.get() + "." + name));
            }
            files.add(directory.resolve(name));
        }
        return files;
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
        String xdg = text(environment, "XDG_DATA_HOME", "");
        if (xdg.isEmpty()) {
            return dotted;
        }
        Path shared = machine.workingDir().resolve(xdg).resolve("dlt").normalize();
        if (Files.exists(dotted)) {
            LoggerFactory.getLogger(RunContext.class)
                    .warn("XDG_DATA_HOME is set, but {} exists and is used; move it to {}", dotted, shared);
            return dotted;
        }
        return shared;
    }

    private static Path folder(Map<String, String> environment, String name, Path start, Path otherwise) {
        String value = text(environment, name, "");
        return value.isEmpty() ? otherwise : start.resolve(value).normalize();
    }

    private static String text(Map<String, String> environment, String name, String otherwise) {
        String value = environment.getOrDefault(name, "");
        return value.isEmpty() ? otherwise : value;
    }

    @Override
    public String toString() {
        return "RunContext[" + runDir() + ", settings " + settingsDir() + ", data " + dataDir() + "]";
    }
}
