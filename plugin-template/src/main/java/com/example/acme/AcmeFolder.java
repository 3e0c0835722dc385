package com.example.acme;

import io.dlt4j.api.FailPoint;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** A folder of files that are there as a whole or not at all, under names that say what they are. */
final class AcmeFolder {

    private final Path root;
    private final FailPoint failPoint;

    AcmeFolder(Path root, FailPoint failPoint) {
        this.root = root;
        this.failPoint = failPoint;
    }

    boolean exists() {
        return Files.isDirectory(root);
    }

    /** The name of a file for a name of any characters. */
    static String fileName(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8);
    }

    boolean has(String folder, String name) {
        return Files.exists(root.resolve(fileName(folder)).resolve(fileName(name)));
    }

    /** The files of a folder, by name; none if it is not there. */
    List<Path> files(String folder) throws IOException {
        List<Path> files = new ArrayList<>();
        Path directory = root.resolve(fileName(folder));
        if (Files.isDirectory(directory)) {
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory, path -> !isUnfinished(path))) {
                stream.forEach(files::add);
            }
        }
        files.sort(null);
        return files;
    }

    /** Stores a file: the same one under the same name however often it is called. */
    void put(String folder, String name, byte[] content) throws IOException {
        Path directory = Files.createDirectories(root.resolve(fileName(folder)));
        Path target = directory.resolve(fileName(name));
        Path unfinished = Files.createTempFile(directory, ".unfinished", "");
        try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        failPoint.reach("acme.put.before");
        Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
        failPoint.reach("acme.put.after");
    }

    /** Deletes a file, if it is there. */
    void delete(Path file) throws IOException {
        failPoint.reach("acme.delete.before");
        Files.deleteIfExists(file);
        failPoint.reach("acme.delete.after");
    }

    private static boolean isUnfinished(Path file) {
        return file.getFileName().toString().startsWith(".unfinished");
    }

    void put(String folder, String name, Properties values) throws IOException {
        StringWriter text = new StringWriter();
        values.store(text, null);
        put(folder, name, text.toString().getBytes(StandardCharsets.UTF_8));
    }

    static Properties read(Path file) throws IOException {
        Properties values = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            values.load(reader);
        }
        return values;
    }
}
