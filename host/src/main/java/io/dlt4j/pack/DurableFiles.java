package io.dlt4j.pack;

import io.dlt4j.api.error.DltException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * File operations of which a reader, and a power loss, sees all or nothing.
 *
 * <p>All methods throw {@link PackError#WORKDIR_IO} with the path where the system refuses.
 */
public final class DurableFiles {

    private static final int SLICE = 1 << 18;

    private DurableFiles() {}

    /** Puts {@code content} in the place of {@code target}, whatever was there. */
    public static void replace(Path target, String content) {
        Path fresh = target.resolveSibling(target.getFileName() + ".tmp");
        try {
            writeSynced(fresh, content.getBytes(StandardCharsets.UTF_8));
            move(fresh, target);
        } catch (IOException e) {
            throw failed("write", target, e);
        }
    }

    /** Writes a new file and synchronises its content; its directory is the caller's. */
    public static void writeNew(Path target, byte[] bytes, int length) {
        try (FileChannel channel = FileChannel.open(target, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
            writeAll(channel, bytes, length);
            channel.force(true);
        } catch (IOException e) {
            throw failed("write", target, e);
        }
    }

    /** In slices, since the JDK copies what it writes through a native buffer of the same size. */
    private static void writeAll(FileChannel channel, byte[] bytes, int length) throws IOException {
        for (int start = 0; start < length; start += SLICE) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes, start, Math.min(SLICE, length - start));
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        }
    }

    /** Renames a synchronised file or directory into place: the moment of publication. */
    public static void publish(Path from, Path to) {
        try {
            Files.createDirectories(parent(to));
            move(from, to);
            syncDirectory(parent(from));
        } catch (IOException e) {
            throw failed("rename " + from + " to", to, e);
        }
    }

    /** Synchronises the directory's entries, for files that were created in it one by one. */
    public static void syncDirectory(Path directory) {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            throw failed("synchronise", directory, e);
        }
    }

    /** The text of a file. */
    public static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw failed("read", file, e);
        }
    }

    /** Creates a directory and what is missing above it. */
    public static Path createDirectory(Path directory) {
        try {
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw failed("create", directory, e);
        }
    }

    /** The entries of a directory by name; none if it does not exist. */
    public static List<Path> list(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.sorted().collect(Collectors.toUnmodifiableList());
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw failed("list", directory, e);
        }
    }

    /** Deletes a file or a directory with all that is in it; fine if it is not there. */
    public static void delete(Path path) {
        try {
            if (Files.isDirectory(path)) {
                Files.walkFileTree(path, new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(
                            Path directory, @org.jspecify.annotations.Nullable IOException failure) throws IOException {
                        Files.delete(directory);
                        return FileVisitResult.CONTINUE;
                    }
                });
            } else {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw failed("delete", path, e);
        }
    }

    private static void writeSynced(Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.WRITE, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING)) {
            writeAll(channel, content, content.length);
            channel.force(true);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        syncDirectory(parent(to));
    }

    private static Path parent(Path path) {
        Path parent = path.toAbsolutePath().getParent();
        return parent == null ? path.toAbsolutePath() : parent;
    }

    private static DltException failed(String action, Path path, IOException cause) {
        return new DltException(
                PackError.WORKDIR_IO,
                "Cannot " + action + " " + path + ": " + cause.getClass().getSimpleName() + ": " + cause.getMessage()
                        + ".",
                "Check that the disk is not full and that the path is writable, then run the same command again.",
                cause);
    }
}
