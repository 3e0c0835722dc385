package io.dlt4j.cli;

import io.dlt4j.api.error.DltException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;

/**
 * A file that a new project gets.
 *
 * @param path where
 * @param text what is in it afterwards
 * @param change what that means
 * @param isSecret whether a new one is for its owner only
 */
record InitFile(Path path, String text, Change change, boolean isSecret) {

    /** What happens to a file. */
    enum Change {
        CREATED,
        EXTENDED,
        UNCHANGED;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static InitFile of(Path path, String text) {
        return new InitFile(path, text, change(path, text), false);
    }

    static InitFile secret(Path path, String text) {
        return new InitFile(path, text, change(path, text), true);
    }

    private static Change change(Path path, String text) {
        try {
            return Files.readString(path).equals(text) ? Change.UNCHANGED : Change.EXTENDED;
        } catch (NoSuchFileException e) {
            return Change.CREATED;
        } catch (IOException e) {
            throw failed(path, e);
        }
    }

    /** Finds out whether {@link #write} would be refused. */
    void check() {
        Path existing = path;
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        boolean isRightKind = existing.equals(path) ? Files.isRegularFile(existing) : Files.isDirectory(existing);
        if (change != Change.UNCHANGED && !(isRightKind && Files.isWritable(existing))) {
            throw new DltException(
                    CliError.CLI_FILE_UNWRITABLE,
                    path + " cannot be written: " + existing + (isRightKind ? " is read-only." : " is in its way."),
                    "Mend that, or choose another directory with " + Option.PROJECT_DIR.usage()
                            + "; nothing was written.");
        }
    }

    void write() {
        try {
            switch (change) {
                case CREATED -> create();
                case EXTENDED -> replace();
                case UNCHANGED -> {}
            }
        } catch (IOException e) {
            throw failed(path, e);
        }
    }

    private void create() throws IOException {
        Path directory = path.getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        boolean guarded =
                isSecret && path.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] attributes = guarded
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        Files.createFile(path, attributes);
        Files.writeString(path, text, StandardOpenOption.WRITE);
    }

    /** In one step, so that what was there is never lost; a link stays one, and permissions stay. */
    private void replace() throws IOException {
        Path target = path.toRealPath();
        Path fresh = target.resolveSibling(target.getFileName() + ".tmp");
        Files.copy(target, fresh, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
        Files.write(fresh, text.getBytes(StandardCharsets.UTF_8));
        Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    }

    static DltException failed(Path path, IOException reason) {
        return new DltException(
                CliError.CLI_FILE_UNWRITABLE,
                "Cannot read or write " + path + ": " + reason,
                "Check that this user may write there and that the disk has room; then run the same command again.",
                reason);
    }
}
