package io.dlt4j.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What the folders of a run depend on besides the environment.
 *
 * @param workingDir the directory that relative paths start from
 * @param home the user's home directory, if there is one
 * @param temporaryDir where temporary files go
 * @param superuser whether the effective user is root
 */
record Machine(Path workingDir, Optional<Path> home, Path temporaryDir, boolean superuser) {

    static Machine current(Map<String, String> environment) {
        String home = environment.getOrDefault("HOME", System.getProperty("user.home", ""));
        return new Machine(
                Path.of("").toAbsolutePath(),
                home.isEmpty() ? Optional.empty() : Optional.of(Path.of(home).toAbsolutePath()),
                Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath(),
                isSuperuser());
    }

    private static boolean isSuperuser() {
        try {
            // Linux: the owner of this entry is the effective user, also where no passwd file names it.
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException | UnsupportedOperationException e) {
            return "root".equals(System.getProperty("user.name"));
        }
    }
}
