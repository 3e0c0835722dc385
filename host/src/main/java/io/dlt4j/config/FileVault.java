package io.dlt4j.config;

import io.dlt4j.api.error.DltException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A vault that is a directory: each file is a key, named by the path joined with dots, for example
 * {@code destination.postgres.credentials.password}. As container platforms and agents of secret stores lay them out.
 *
 * <p>Where the file system knows permissions, a file that everybody can read or that others can change is refused, and so is a
 * directory that others can change. One line end behind the text is dropped.
 */
public final class FileVault implements Vault {

    /** Larger than any key file; what is larger was put there by mistake. */
    private static final long MAX_BYTES = 1 << 20;

    private static final Set<PosixFilePermission> OTHERS_CHANGE =
            EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);
    private static final Set<PosixFilePermission> OTHERS_READ = EnumSet.of(
            PosixFilePermission.OTHERS_READ, PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    private final Path directory;
    private boolean checked;

    private FileVault(Path directory) {
        this.directory = directory.toAbsolutePath().normalize();
    }

    /** The vault in that directory; nothing is read yet. */
    public static FileVault of(Path directory) {
        return new FileVault(directory);
    }

    @Override
    public String name() {
        return "File Vault";
    }

    @Override
    public String key(List<String> path) {
        return String.join(".", path);
    }

    @Override
    public Optional<String> read(String key) {
        requireDirectory();
        if (!isName(key)) {
            return Optional.empty();
        }
        Path file = directory.resolve(key);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            requirePrivate(file, OTHERS_READ, "chmod 600 ");
            if (Files.size(file) > MAX_BYTES) {
                throw unusable(file + " has more than " + MAX_BYTES + " bytes.", "Move it out of the vault.");
            }
            return Optional.of(withoutLineEnd(Files.readString(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    @Override
    public Set<String> list() {
        requireDirectory();
        Set<String> keys = new TreeSet<>();
        try (Stream<Path> files = Files.list(directory)) {
            files.filter(Files::isRegularFile).forEach(file -> keys.add(String.valueOf(file.getFileName())));
        } catch (IOException e) {
            throw unreadable(directory, e);
        }
        return keys;
    }

    /** Names come from configuration and from pipelines' names: none may lead out of the directory. */
    private static boolean isName(String key) {
        return !key.isEmpty()
                && !key.equals(".")
                && !key.equals("..")
                && key.chars().noneMatch(c -> c == '/' || c == '\\' || c == ':' || c < ' ');
    }

    private void requireDirectory() {
        if (checked) {
            return;
        }
        if (!Files.isDirectory(directory)) {
            throw unusable(
                    "The vault " + directory + " is not a directory.",
                    "Make it, or correct providers.file_vault.directory.");
        }
        try {
            requirePrivate(directory, OTHERS_CHANGE, "chmod 700 ");
        } catch (IOException e) {
            throw unreadable(directory, e);
        }
        checked = true;
    }

    private static void requirePrivate(Path path, Set<PosixFilePermission> refused, String remedy) throws IOException {
        if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
        if (permissions.stream().anyMatch(refused::contains)) {
            throw unusable(
                    path + " is not private: its permissions are "
                            + java.nio.file.attribute.PosixFilePermissions.toString(permissions) + ".",
                    "Take them from others, for example with " + remedy + path + ".");
        }
    }

    private static String withoutLineEnd(String text) {
        String line = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        return line.endsWith("\r") && line.length() < text.length() ? line.substring(0, line.length() - 1) : line;
    }

    private static DltException unreadable(Path path, IOException cause) {
        return new DltException(
                ConfigError.CONFIG_VAULT_UNUSABLE,
                "Cannot read " + path + ": " + cause,
                "Check that it is UTF-8 text and that this user may read it.",
                cause);
    }

    private static DltException unusable(String problem, String nextStep) {
        return new DltException(ConfigError.CONFIG_VAULT_UNUSABLE, problem, nextStep);
    }

    /** The directory. */
    @Override
    public String toString() {
        return "FileVault[" + directory + "]";
    }
}
