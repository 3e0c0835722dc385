package io.dlt4j.api.storage;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apiguardian.api.API;

/**
 * Files by name below one folder of a bucket, or of a disk. Thread-safe.
 *
 * <p>A name is a path with {@code /} between its parts; it is used as it is, whatever characters it has, and never leads out of
 * the folder. What a file holds becomes visible at once and whole, or not at all: readers never see a part of it, and a writer
 * that fails or is killed leaves what was there before. What a method has done is durable, and seen by all, when it returns.
 *
 * <p>Memory is bounded, however large files are and however many there are of them. Failures that pass by themselves are tried
 * again a few times; what remains is a {@link io.dlt4j.api.error.DltException} with a {@link StorageError} where the service
 * answered, else an {@link IOException}.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface ObjectStore extends Closeable {

    /** Where the files are, as users would look for them; no secrets. For example {@code s3://bucket/folder}. */
    String location();

    /** The content of a file, to be closed by the caller; empty if there is none of that name. */
    Optional<InputStream> read(String name) throws IOException;

    /** Whether there is a file of that name. */
    boolean exists(String name) throws IOException;

    /**
     * Tells of each file whose name starts with {@code prefix}, in no particular order, page by page; of none if there are
     * none. Files that are being written are not told of.
     */
    void list(String prefix, Consumer<String> found) throws IOException;

    /** Writes a file, in the place of one of that name if there is one. */
    void write(String name, byte[] content) throws IOException;

    /** Writes a copy of a local file, in the place of one of that name if there is one. */
    void write(String name, Path source) throws IOException;

    /**
     * Writes a file unless there is one of that name; of several that try at once, one succeeds.
     *
     * @return whether it was written
     */
    boolean writeNew(String name, byte[] content) throws IOException;

    /** Deletes files; those that are not there count as deleted. */
    void delete(List<String> names) throws IOException;

    /** Removes what writers of this store's owner left unfinished, as far as that can be told from the work of others. */
    void discardUnfinished() throws IOException;

    /** Releases connections; safe to call twice. */
    @Override
    void close() throws IOException;
}
