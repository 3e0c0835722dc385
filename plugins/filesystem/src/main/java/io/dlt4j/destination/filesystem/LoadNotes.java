package io.dlt4j.destination.filesystem;

import static java.util.Objects.requireNonNull;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a load decides once, however often it begins again: where its files go, and which files it deletes. On the local disk,
 * synchronised before it is acted upon. Thread-safe for different jobs.
 */
final class LoadNotes {

    private static final String PLACEMENT = "placement.json";
    private static final String SCHEMA = "schema";
    private static final int ID_LENGTH = 32;

    /** No name of a file can have it. */
    private static final char END_OF_NAME = '\0';

    private final Path directory;

    /**
     * @param directory of the load
     * @param dataset the dataset's URL: what was decided for one says nothing about another
     */
    LoadNotes(Path directory, String dataset) throws IOException {
        this.directory = Files.createDirectories(
                requireNonNull(directory, "directory is null").resolve(id(dataset)));
        synchronise(directory);
    }

    /** Where files go, if that is decided. */
    Optional<Placement> placement() throws IOException {
        Path file = directory.resolve(PLACEMENT);
        return Files.exists(file)
                ? Optional.of(Placement.parse(Files.readAllBytes(file), file.toString()))
                : Optional.empty();
    }

    void decide(Placement placement) throws IOException {
        write(directory.resolve(PLACEMENT), out -> out.write(placement.bytes()));
    }

    /** The schema whose files the load writes, if it has come so far. */
    Optional<String> schemaName() throws IOException {
        Path file = directory.resolve(SCHEMA);
        return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    }

    /** Says that files are about to be written. */
    void begin(String schemaName) throws IOException {
        if (schemaName().isEmpty()) {
            write(directory.resolve(SCHEMA), out -> out.write(schemaName.getBytes(StandardCharsets.UTF_8)));
        }
    }

    /** Finds the files that a job deletes. */
    @FunctionalInterface
    interface Finding {
        void find(Consumer<String> found) throws IOException;
    }

    /** Does something with some of the files that a job deletes. */
    @FunctionalInterface
    interface Deletion {
        void delete(List<String> names) throws IOException;
    }

    boolean hasDeletions(String jobId) {
        return Files.exists(deletions(jobId));
    }

    /** Decides which files a job deletes. */
    void decideDeletions(String jobId, Finding finding) throws IOException {
        write(
                deletions(jobId),
                out -> finding.find(name -> {
                    try {
                        out.write((name + END_OF_NAME).getBytes(StandardCharsets.UTF_8));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }));
    }

    /** Goes through the files that a job deletes, as many at once as {@code atOnce}. */
    void forEachDeletion(String jobId, int atOnce, Deletion deletion) throws IOException {
        List<String> names = new ArrayList<>();
        StringBuilder name = new StringBuilder();
        try (BufferedReader reader = Files.newBufferedReader(deletions(jobId))) {
            for (int read = reader.read(); read >= 0; read = reader.read()) {
                if (read != END_OF_NAME) {
                    name.append((char) read);
                    continue;
                }
                names.add(name.toString());
                name.setLength(0);
                if (names.size() == atOnce) {
                    deletion.delete(names);
                    names = new ArrayList<>();
                }
            }
        }
        if (!names.isEmpty()) {
            deletion.delete(names);
        }
    }

    private Path deletions(String jobId) {
        return directory.resolve(id(jobId) + ".deletions");
    }

    @FunctionalInterface
    private interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private void write(Path file, Content content) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".tmp");
        try (FileChannel channel = FileChannel.open(
                fresh, StandardOpenOption.WRITE, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING)) {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel));
            content.writeTo(out);
            out.flush();
            channel.force(true);
        } catch (UncheckedIOException e) {
            throw requireNonNull(e.getCause(), "an unchecked exception has a cause");
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        synchronise(directory);
    }

    private static void synchronise(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static String id(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, ID_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
