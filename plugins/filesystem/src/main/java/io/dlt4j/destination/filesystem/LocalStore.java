package io.dlt4j.destination.filesystem;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.FailPoint;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.storage.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A dataset's folder on a disk.
 *
 * <p>A file is written under another name in the folder {@code _dlt4j_tmp} of the dataset, synchronised, and renamed. Where a
 * table's folder is on another disk, it has such a folder too.
 */
final class LocalStore implements ObjectStore {

    static final String UNFINISHED = "_dlt4j_tmp";

    private final Path root;
    private final UnfinishedFiles unfinished;
    private final FailPoint failPoint;

    /**
     * @param root the dataset's folder, which is created when the first file is put there
     * @param owner whose unfinished files are this storage's, usually the pipeline
     */
    LocalStore(Path root, String owner, FailPoint failPoint) {
        this.root = requireNonNull(root, "root is null");
        this.unfinished = new UnfinishedFiles(owner);
        this.failPoint = requireNonNull(failPoint, "failPoint is null");
    }

    @Override
    public String location() {
        return BucketUrl.text(root);
    }

    @Override
    public Optional<InputStream> read(String name) throws IOException {
        try {
            return Optional.of(Files.newInputStream(resolve(name)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean exists(String name) {
        return Files.isRegularFile(resolve(name));
    }

    @Override
    public void list(String prefix, Consumer<String> found) throws IOException {
        int slash = prefix.lastIndexOf('/');
        Path folder = slash < 0 ? root : resolve(prefix.substring(0, slash));
        if (!Files.isDirectory(folder)) {
            return;
        }
        // a table's folder may be a link to another disk
        Set<FileVisitOption> options = EnumSet.of(FileVisitOption.FOLLOW_LINKS);
        Files.walkFileTree(folder, options, Integer.MAX_VALUE, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                return directory.endsWith(UNFINISHED) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String name = nameOf(file);
                if (name.startsWith(prefix)) {
                    found.accept(name);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                // another load may have deleted it meanwhile
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
    }

    @Override
    public void write(String name, byte[] content) throws IOException {
        put(name, UnfinishedFiles.Content.of(content), true);
    }

    @Override
    public void write(String name, Path source) throws IOException {
        put(name, UnfinishedFiles.Content.of(source), true);
    }

    @Override
    public boolean writeNew(String name, byte[] content) throws IOException {
        return put(name, UnfinishedFiles.Content.of(content), false);
    }

    @Override
    public void delete(List<String> names) throws IOException {
        Set<Path> folders = new HashSet<>();
        for (String name : names) {
            Path file = resolve(name);
            Path folder = parent(file);
            // where a file has the folder's name there is none in it, which systems call an error
            if (Files.isDirectory(folder) && Files.deleteIfExists(file)) {
                folders.add(folder);
            }
        }
        for (Path folder : folders) {
            synchronise(folder);
        }
    }

    @Override
    public void discardUnfinished() throws IOException {
        unfinished.discardAll(root.resolve(UNFINISHED));
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(root, Files::isDirectory)) {
            for (Path folder : folders) {
                unfinished.discardAll(folder.resolve(UNFINISHED));
            }
        } catch (NoSuchFileException e) {
            // there is no dataset
        }
    }

    @Override
    public void close() {}

    /** @return whether it was put there, which without {@code replace} it is not if there is one of that name */
    private boolean put(String name, UnfinishedFiles.Content content, boolean replace) throws IOException {
        Path target = resolve(name);
        Path written = unfinished.write(root.resolve(UNFINISHED), content);
        try {
            failPoint.reach("filesystem.put.written");
            return publish(written, target, replace);
        } catch (IOException e) {
            UnfinishedFiles.discard(written, e);
            throw e;
        }
    }

    private boolean publish(Path written, Path target, boolean replace) throws IOException {
        Path folder = parent(target);
        @Nullable Path topmost = createFolders(folder);
        if (!replace && !link(written, target)) {
            return false;
        }
        if (replace) {
            move(written, target);
        }
        failPoint.reach("filesystem.put.renamed");
        synchronise(folder);
        for (Path above = folder; topmost != null && above.startsWith(topmost); above = parent(above)) {
            synchronise(parent(above));
        }
        return true;
    }

    /** A table's folder may be a link to another disk, to which no file can be renamed: it gets a copy there first. */
    private void move(Path written, Path target) throws IOException {
        try {
            Files.move(written, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Path folder = parent(target).resolve(UNFINISHED);
            Path there = unfinished.write(folder, UnfinishedFiles.Content.of(written));
            try {
                Files.move(there, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException failure) {
                UnfinishedFiles.discard(there, failure);
                throw failure;
            }
            UnfinishedFiles.deleteIfEmpty(folder);
            Files.delete(written);
        }
    }

    /**
     * A second name for the file is refused if the name is taken, which a rename is not. Not all file systems have second names.
     * The only file that is put so says the same whoever puts it, so that it is no harm if two do.
     */
    private static boolean link(Path written, Path target) throws IOException {
        try {
            Files.createLink(target, written);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (UnsupportedOperationException | FileSystemException e) {
            if (Files.exists(target)) {
                return false;
            }
            Files.move(written, target, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } finally {
            Files.deleteIfExists(written);
        }
    }

    /** The topmost folder that had to be created, or null if there was none. */
    private static @Nullable Path createFolders(Path folder) throws IOException {
        @Nullable Path topmost = null;
        for (@Nullable Path missing = folder;
                missing != null && !Files.isDirectory(missing);
                missing = missing.getParent()) {
            topmost = missing;
        }
        if (topmost != null) {
            Files.createDirectories(folder);
        }
        return topmost;
    }

    private static void synchronise(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private Path resolve(String name) {
        Path path = root.resolve(name).normalize();
        if (!path.startsWith(root) || path.equals(root)) {
            throw new DltException(
                    FilesystemError.FILESYSTEM_NAME,
                    "'" + name + "' is not a name of a file in the dataset " + location() + ".",
                    "Give the table another name.");
        }
        return path;
    }

    private String nameOf(Path file) {
        String name = root.relativize(file).toString();
        String separator = root.getFileSystem().getSeparator();
        return separator.equals("/") ? name : name.replace(separator, "/");
    }

    private static Path parent(Path path) {
        return requireNonNull(path.getParent(), "a file in a dataset has a folder");
    }
}
