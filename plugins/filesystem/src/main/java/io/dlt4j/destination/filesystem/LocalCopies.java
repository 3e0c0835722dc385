package io.dlt4j.destination.filesystem;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.load.TableFiles;
import io.dlt4j.api.schema.TableSchema;
import io.dlt4j.api.storage.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The files of a dataset on this machine: where they are, or as copies. Not thread-safe. */
final class LocalCopies {

    /** More is no matter of a moment, nor of a temporary folder. */
    static final long MOST_BYTES = 2L << 30;

    private static final Set<String> FORMATS = Set.of("jsonl", "csv", "parquet");
    private static final int CHUNK = 1 << 16;

    private final ObjectStore storage;
    private final Optional<Path> folder;
    private final Path scratch;
    private long copied;

    /**
     * @param folder of the dataset, if it is on this machine
     * @param scratch for copies
     */
    LocalCopies(ObjectStore storage, Optional<Path> folder, Path scratch) {
        this.storage = requireNonNull(storage, "storage is null");
        this.folder = requireNonNull(folder, "folder is null");
        this.scratch = requireNonNull(scratch, "scratch is null");
    }

    /** A table's files by format; why not, if one has none. */
    TableFiles of(TableSchema table, OwnFiles own) throws IOException {
        List<String> names = new ArrayList<>();
        own.list(storage, names::add);
        names.removeIf(name -> name.equals(DatasetMark.NAME) || isForeign(name));
        Optional<String> unreadable =
                names.stream().filter(name -> format(name).isEmpty()).findFirst();
        if (unreadable.isPresent()) {
            return TableFiles.unreadable(table, formatUnknown(unreadable.get()));
        }
        Map<String, List<Path>> files = new LinkedHashMap<>();
        for (String name : names) {
            files.computeIfAbsent(format(name).orElseThrow(), format -> new ArrayList<>())
                    .add(local(name));
        }
        return new TableFiles(table, files);
    }

    /** What other programs leave in folders, such as {@code _SUCCESS} and {@code .DS_Store}. */
    private static boolean isForeign(String name) {
        char first = name.charAt(name.lastIndexOf('/') + 1);
        return (first == '_' || first == '.') && format(name).isEmpty();
    }

    private static Optional<String> format(String name) {
        String bare = name.endsWith(".gz") ? name.substring(0, name.length() - ".gz".length()) : name;
        return Optional.of(bare.substring(bare.lastIndexOf('.') + 1)).filter(FORMATS::contains);
    }

    private static DltException formatUnknown(String name) {
        return new DltException(
                FilesystemError.FILESYSTEM_QUERY_UNSUPPORTED,
                "The name of file '" + name + "' does not say that it is jsonl, csv or parquet.",
                "End the layout with .{ext}, and load in one of these formats to query files.");
    }

    private Path local(String name) throws IOException {
        if (folder.isPresent()) {
            return folder.get().resolve(name);
        }
        String extension = name.substring(Math.max(0, name.indexOf('.', name.lastIndexOf('/') + 1)));
        Path copy = Files.createTempFile(scratch, "file", extension.replace('/', '_'));
        try (InputStream in = storage.read(name).orElse(InputStream.nullInputStream());
                OutputStream out = Files.newOutputStream(copy)) {
            byte[] chunk = new byte[CHUNK];
            for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                out.write(chunk, 0, count);
                copied += count;
                if (copied > MOST_BYTES) {
                    throw new DltException(
                            FilesystemError.FILESYSTEM_QUERY_UNSUPPORTED,
                            "The files of the dataset at " + storage.location() + " are more than " + (MOST_BYTES >> 30)
                                    + " GiB, too much to be copied for a query.",
                            "Query them with an engine that reads the bucket itself.");
                }
            }
        }
        return copy;
    }
}
