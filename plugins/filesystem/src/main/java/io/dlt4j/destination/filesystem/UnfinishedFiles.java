package io.dlt4j.destination.filesystem;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Files that are being written, in folders of their own, under names that say whose they are. Pipelines share a folder, which is
 * there while somebody writes.
 *
 * @param owner usually the pipeline
 */
record UnfinishedFiles(String owner) {

    private static final int UUID_LENGTH = 36;
    private static final int MAX_ATTEMPTS = 100;

    UnfinishedFiles {
        requireNonNull(owner, "owner is null");
    }

    @FunctionalInterface
    interface Content {
        void writeTo(FileChannel out) throws IOException;

        static Content of(byte[] bytes) {
            return out -> {
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                while (buffer.hasRemaining()) {
                    out.write(buffer);
                }
            };
        }

        static Content of(Path source) {
            return out -> {
                try (FileChannel in = FileChannel.open(source, StandardOpenOption.READ)) {
                    long size = in.size();
                    long copied = 0;
                    while (copied < size) {
                        copied += in.transferTo(copied, size - copied, out);
                    }
                }
            };
        }
    }

    /** A new file with that content, synchronised. */
    Path write(Path folder, Content content) throws IOException {
        Path file = folder.resolve(owner + "." + UUID.randomUUID());
        try (FileChannel out = create(file)) {
            content.writeTo(out);
            out.force(true);
        } catch (IOException e) {
            discard(file, e);
            throw e;
        }
        return file;
    }

    /** Other pipelines may find the folder empty and remove it between any two steps. */
    private static FileChannel create(Path file) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                Files.createDirectories(requireNonNull(file.getParent(), "an unfinished file has a folder"));
                return FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
            } catch (NoSuchFileException | FileAlreadyExistsException e) {
                if (attempt == MAX_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** Deletes a file after a failure. */
    static void discard(Path file, IOException failure) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /** Deletes the owner's files in a folder. */
    void discardAll(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, this::isOwn)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
            deleteIfEmpty(folder);
        } catch (NoSuchFileException | NotDirectoryException e) {
            // nobody has begun
        }
    }

    static void deleteIfEmpty(Path folder) throws IOException {
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException e) {
            // another pipeline is writing
        }
    }

    private boolean isOwn(Path file) {
        String name = file.getFileName().toString();
        return name.length() == owner.length() + 1 + UUID_LENGTH && name.startsWith(owner + ".");
    }
}
