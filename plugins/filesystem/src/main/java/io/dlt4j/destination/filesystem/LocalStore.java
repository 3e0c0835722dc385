package io.dlt4j.destination.filesystem;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.FailPoint;
import io.dlt4j.api.storage.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
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
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A dataset's folder on a disk.
 *
 * <p>A file is written under another name in the folder {@code _dlt4j_tmp} of the dataset, synchronised, and renamed.
 */
final class LocalStore implements ObjectStore {

    static final String UNFINISHED = "_dlt4j_tmp";

    private static final int UUID_LENGTH = 36;
    private static final int MAX_ATTEMPTS = 100;

    private final Path root;
    private final Path unfinished;
    private final String owner;
    private final FailPoint failPoint;

    /**
     * @param root the dataset's folder, which is created when the first file is put there
     * @param owner whose unfinished files are this storage's, usually the pipeline
     */
    LocalStore(Path root, String owner, FailPoint failPoint) {
        this.root = requireNonNull(root, "root is null");
        this.unfinished = root.resolve(UNFINISHED);
        this.owner = requireNonNull(owner, "owner is null");
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
                return directory.equals(unfinished) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
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
        put(name, bytes(content), true);
    }

    @Override
    public void write(String name, Path source) throws IOException {
        put(
                name,
                out -> {
                    try (FileChannel in = FileChannel.open(source, StandardOpenOption.READ)) {
                        long size = in.size();
                        long copied = 0;
                        while (copied < size) {
                            copied += in.transferTo(copied, size - copied, out);
                        }
                    }
                },
                true);
    }

    @Override
    public boolean writeNew(String name, byte[] content) throws IOException {
        return put(name, bytes(content), false);
    }

    @Override
    public void delete(List<String> names) throws IOException {
        Set<Path> folders = new HashSet<>();
        for (String name : names) {
            Path file = resolve(name);
            if (Files.deleteIfExists(file)) {
                folders.add(parent(file));
            }
        }
        for (Path folder : folders) {
            synchronise(folder);
        }
    }

    @Override
    public void discardUnfinished() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(unfinished, this::isOwn)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
            Files.delete(unfinished);
        } catch (NoSuchFileException | DirectoryNotEmptyException e) {
            // nobody has begun, or another pipeline is writing: both are fine
        }
    }

    @Override
    public void close() {}

    @FunctionalInterface
    private interface Content {
        void writeTo(FileChannel out) throws IOException;
    }

    private static Content bytes(byte[] content) {
        return out -> {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                out.write(buffer);
            }
        };
    }

    /** @return whether it was put there, which without {@code replace} it is not if there is one of that name */
    private boolean put(String name, Content content, boolean replace) throws IOException {
        Path target = resolve(name);
        Path written = unfinished.resolve(owner + "." + UUID.randomUUID());
        try {
            fill(written, content);
            failPoint.reach("filesystem.put.written");
            return publish(written, target, replace);
        } catch (IOException e) {
            discard(written, e);
            throw e;
        }
    }

    private void fill(Path file, Content content) throws IOException {
        try (FileChannel out = create(file)) {
            content.writeTo(out);
            out.force(true);
        }
    }

    /** Other pipelines may find the folder empty and remove it between any two steps. */
    private FileChannel create(Path file) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                Files.createDirectories(unfinished);
                return FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
            } catch (NoSuchFileException | FileAlreadyExistsException e) {
                if (attempt == MAX_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private boolean publish(Path written, Path target, boolean replace) throws IOException {
        Path folder = parent(target);
        @Nullable Path topmost = createFolders(folder);
        if (!replace && !link(written, target)) {
            return false;
        }
        if (replace) {
            Files.move(written, target, StandardCopyOption.ATOMIC_MOVE);
        }
        failPoint.reach("filesystem.put.renamed");
        synchronise(folder);
        for (Path above = folder; topmost != null && above.startsWith(topmost); above = parent(above)) {
            synchronise(parent(above));
        }
        return true;
    }

    /** A second name for the file is refused if the name is taken, which a rename is not. */
    private static boolean link(Path written, Path target) throws IOException {
        try {
            Files.createLink(target, written);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } finally {
            Files.delete(written);
        }
    }

    private static void discard(Path file, IOException failure) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            failure.addSuppressed(e);
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

    private boolean isOwn(Path file) {
        String name = file.getFileName().toString();
        return name.length() == owner.length() + 1 + UUID_LENGTH && name.startsWith(owner + ".");
    }

    private static void synchronise(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private Path resolve(String name) {
        Path path = root.resolve(name).normalize();
        if (!path.startsWith(root) || path.equals(root)) {
            throw new IllegalArgumentException("'" + name + "' is not a name of a file in a dataset");
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
