package io.dlt4j.destination.bigquery;

import io.dlt4j.api.load.JobFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** How many rows of a file are in the table, on the local disk. */
record StreamProgress(Path note) {

    static StreamProgress of(Path notes, JobFile file) {
        return new StreamProgress(notes.resolve(file.fileId() + ".streamed"));
    }

    long rows() throws IOException {
        try {
            return Long.parseLong(Files.readString(note).strip());
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    void save(long rows) throws IOException {
        Path next = note.resolveSibling(note.getFileName() + ".next");
        try (FileChannel channel = FileChannel.open(
                next, StandardOpenOption.WRITE, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING)) {
            channel.write(ByteBuffer.wrap(Long.toString(rows).getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
            channel.force(true);
        }
        Files.move(next, note, StandardCopyOption.ATOMIC_MOVE);
    }
}
