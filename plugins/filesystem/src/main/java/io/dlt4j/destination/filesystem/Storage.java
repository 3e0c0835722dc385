package io.dlt4j.destination.filesystem;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Files of one dataset by name, wherever they are: a folder, or a part of a bucket. Thread-safe.
 *
 * <p>A name is a path below the dataset's folder, with {@code /} between its parts; it never leads out of it. A file appears
 * whole or not at all, and what a method has done is durable when it returns.
 */
interface Storage {

    /** The content of a file; empty if there is none of that name. */
    Optional<byte[]> read(String name) throws IOException;

    /** Whether there is a file of that name. */
    boolean exists(String name) throws IOException;

    /**
     * Tells of each file whose name starts with {@code prefix}, in no particular order; of none if there is no such folder.
     * Files that are being written are not told of.
     */
    void list(String prefix, Consumer<String> found) throws IOException;

    /** Puts a file there, in the place of one of that name if there is one. */
    void put(String name, byte[] content) throws IOException;

    /** Puts a copy of a local file there, in the place of one of that name if there is one. */
    void put(String name, Path source) throws IOException;

    /** Deletes files; those that are not there count as deleted. */
    void delete(List<String> names) throws IOException;

    /** Removes what writers of this pipeline that were interrupted left unfinished. */
    void discardUnfinished() throws IOException;
}
