package io.dlt4j.config;

import io.dlt4j.api.config.ConfigField;
import io.dlt4j.api.config.ConfigSpec;
import io.dlt4j.api.config.ConfigValues;
import io.dlt4j.api.error.DltException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A project with profiles: which one is active, and where its directories are. */
final class Workspace {

    private static final String MARK = ".workspace";
    private static final String PROFILE_FILE = "profile-name";
    private static final String PROFILE_VARIABLE = "WORKSPACE__PROFILE";
    private static final String DEFAULT_PROFILE = "dev";

    private static final ConfigField<String> NAME = ConfigField.text("name").optional();
    private static final ConfigField<String> WORKING_DIR =
            ConfigField.text("working_dir").optional();
    private static final ConfigField<String> LOCAL_DIR =
            ConfigField.text("local_dir").optional();
    private static final ConfigField<ConfigValues> SETTINGS =
            ConfigField.nested("settings", ConfigSpec.of("WorkspaceSettings", List.of(NAME, WORKING_DIR, LOCAL_DIR)));
    private static final ConfigSpec SPEC =
            ConfigSpec.of("WorkspaceConfiguration", List.of(SETTINGS)).inSection("workspace");

    private Workspace() {}

    static boolean isHere(RunContext context) {
        return Files.exists(context.settingsDir().resolve(MARK));
    }

    /** The context of the active profile; creates its directories. */
    static RunContext enter(RunContext project, Map<String, String> environment, Machine machine) {
        String profile = profile(project, environment);
        RunContext context = project.withProfile(profile);
        ConfigValues settings = Config.of(context, environment, Optional.empty())
                .resolve(SPEC, List.of(), Map.of())
                .require(SETTINGS);
        Path run = project.runDir();
        Path folder = run.getFileName();
        String name = settings.find(NAME).orElse(folder == null ? "workspace" : folder.toString());
        boolean writable = Files.isWritable(run);
        Path temporary = machine.temporaryDir().resolve("dlt");
        Path data = settings.find(WORKING_DIR)
                .map(run::resolve)
                .orElseGet(() -> writable
                        ? project.settingsDir().resolve(".var").resolve(profile)
                        : temporary.resolve(".var").resolve(name).resolve(profile));
        Path local = settings.find(LOCAL_DIR)
                .map(run::resolve)
                .orElseGet(() -> writable
                        ? run.resolve("_local").resolve(profile)
                        : temporary.resolve("_local").resolve(name).resolve(profile));
        return context.withDirs(
                created(isSet(environment, RunContext.DATA_DIR) ? project.dataDir() : data.normalize()),
                created(isSet(environment, RunContext.LOCAL_DIR) ? project.localDir() : local.normalize()));
    }

    private static boolean isSet(Map<String, String> environment, String name) {
        return !environment.getOrDefault(name, "").isEmpty();
    }

    private static String profile(RunContext project, Map<String, String> environment) {
        String name = environment.getOrDefault(PROFILE_VARIABLE, "");
        Path file = project.settingsDir().resolve(PROFILE_FILE);
        if (name.isEmpty() && Files.isRegularFile(file)) {
            name = firstLine(file);
        }
        if (name.isEmpty()) {
            return DEFAULT_PROFILE;
        }
        boolean plain = name.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '-' || c == '_');
        if (!plain) {
            throw new DltException(
                    ConfigError.CONFIG_VALUE_INVALID,
                    "The profile '" + name + "' cannot be a part of file names.",
                    "Use letters, digits, dashes and underscores, in " + PROFILE_VARIABLE + " or in " + file + ".");
        }
        return name;
    }

    private static String firstLine(Path file) {
        try {
            return Files.readString(file).lines().findFirst().orElse("").strip();
        } catch (IOException e) {
            throw new DltException(
                    ConfigError.CONFIG_FILE_UNREADABLE,
                    "Cannot read " + file + ": " + e,
                    "Check that the file is UTF-8 text and that this user may read it.",
                    e);
        }
    }

    private static Path created(Path directory) {
        try {
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new DltException(
                    ConfigError.CONFIG_FILE_UNREADABLE,
                    "Cannot create the directory " + directory + " of the workspace: " + e,
                    "Make it writable, or name another one in workspace.settings.",
                    e);
        }
    }
}
