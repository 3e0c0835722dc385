package io.dlt4j.extract;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the sources that a command line names, and opens them. Not thread-safe.
 *
 * <p>A source is one of
 * <ul>
 *   <li>a file; its extension says the format, unless a format is given;
 *   <li>a pattern ({@link SourceGlob}): the files that match and have a known extension, or all if a format is given;
 *   <li>a folder: the files directly in it that have a known extension (of the format, if one is given); hidden ones
 *       are left out;
 *   <li>{@code -}: the standard input; what it begins with says the format, unless one is given.
 * </ul>
 * Files come in the order of the sources, those of one pattern or folder in the order of their names; a file that
 * is found more than once is read once, where it comes first.
 */
public final class SourceFiles {

    /** The origin, and the table name, of what comes from the standard input. */
    public static final String STDIN = "stdin";

    private final Path directory;
    private final InputStream stdin;
    private Optional<InputStream> stdinText = Optional.empty();

    /**
     * @param directory what relative paths are relative to
     * @param stdin the standard input; not touched unless a source is {@code -}
     */
    public SourceFiles(Path directory, InputStream stdin) {
        this.directory = requireNonNull(directory, "directory is null").toAbsolutePath();
        this.stdin = requireNonNull(stdin, "stdin is null");
    }

    /**
     * Finds the files of these sources.
     *
     * @param sources as on the command line
     * @param format the format of all of them; empty to tell it from names and content
     * @throws IOException if the standard input cannot be read
     * @throws io.dlt4j.api.error.DltException if a source does not exist, has no files, or no known format
     */
    public List<SourceFile> resolve(List<String> sources, Optional<SourceKind> format) throws IOException {
        List<SourceFile> files = new ArrayList<>();
        for (String source : sources) {
            if (source.equals("-")) {
                files.add(resolveStdin(format));
            } else {
                files.addAll(resolvePath(source, format));
            }
        }
        Set<Path> seen = new HashSet<>();
        files.removeIf(file ->
                file.path().isPresent() && !seen.add(realPath(file.path().get(), file.origin())));
        return List.copyOf(files);
    }

    /**
     * Opens a source that {@link #resolve} has found. Call it once for each: the standard input has only one end.
     *
     * @param source what to read
     * @param targetBytes the size that parts should have
     * @throws IOException if its beginning cannot be read
     */
    public PartSource open(SourceFile source, int targetBytes) throws IOException {
        if (source.path().isEmpty()) {
            InputStream text = stdinText.orElseThrow(() -> new IllegalStateException("stdin was not resolved"));
            return source.kind().cut(text, source.origin(), targetBytes);
        }
        InputStream in = newInputStream(source.path().get(), source.origin());
        try {
            return PartSource.of(in, source.kind(), source.origin(), targetBytes);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    private List<SourceFile> resolvePath(String source, Optional<SourceKind> format) {
        if (source.isBlank()) {
            throw SourceErrors.missing("A source has no name.", "Name a file, a pattern, a folder, or - for stdin.");
        }
        Path path = Path.of(source);
        Path actual = directory.resolve(path);
        if (Files.isDirectory(actual)) {
            return resolveFolder(path, format);
        }
        if (Files.exists(actual)) {
            SourceKind kind = format.or(() -> kindOf(path)).orElseThrow(() -> SourceErrors.unknownFormat(source));
            return List.of(file(path, kind));
        }
        if (SourceGlob.isPattern(source)) {
            return resolvePattern(source, format);
        }
        throw SourceErrors.missing(
                "There is no file '" + source + "'; looked for " + actual.normalize() + ".",
                Files.isSymbolicLink(actual)
                        ? "It is a link to a file that does not exist."
                        : "Check the name and the current directory.");
    }

    private List<SourceFile> resolveFolder(Path folder, Optional<SourceKind> format) {
        List<SourceFile> files = new ArrayList<>();
        List<Path> entries = SourceGlob.list(directory, folder);
        for (Path entry : entries) {
            if (!SourceGlob.isHidden(entry) && !Files.isDirectory(directory.resolve(entry))) {
                kindOf(entry)
                        .filter(kind -> format.isEmpty() || format.get() == kind)
                        .ifPresent(kind -> files.add(file(entry, kind)));
            }
        }
        if (files.isEmpty()) {
            throw SourceErrors.missing(
                    "The folder '" + folder + "' has no file to load among its " + entries.size()
                            + " entries; looked for " + SourceErrors.KNOWN + ".",
                    "Folders inside it are not searched: use a pattern such as '" + folder + "/**/*.json' for that.");
        }
        return files;
    }

    private List<SourceFile> resolvePattern(String pattern, Optional<SourceKind> format) {
        List<Path> paths = SourceGlob.expand(directory, pattern);
        if (paths.isEmpty()) {
            throw SourceErrors.missing(
                    "No file matches '" + pattern + "'; searched from " + directory.normalize() + ".",
                    "Check the pattern and the current directory; '**' stands for any number of folders.");
        }
        List<SourceFile> files = new ArrayList<>();
        for (Path path : paths) {
            format.or(() -> kindOf(path)).ifPresent(kind -> files.add(file(path, kind)));
        }
        if (files.isEmpty()) {
            throw SourceErrors.unknownFormat(paths.get(0).toString());
        }
        return files;
    }

    private SourceFile resolveStdin(Optional<SourceKind> format) throws IOException {
        if (stdinText.isPresent()) {
            throw SourceErrors.missing("The source '-' is given more than once.", "Standard input can be read once.");
        }
        ExtractError broken = format.map(SourceKind::broken).orElse(ExtractError.EXTRACT_JSON_BROKEN);
        PeekedText text = new PeekedText(SourceText.open(stdin, STDIN, broken));
        stdinText = Optional.of(text);
        SourceKind kind = format.isPresent() ? format.get() : text.kind();
        return new SourceFile(Optional.empty(), STDIN, kind, STDIN, Optional.empty());
    }

    private SourceFile file(Path path, SourceKind kind) {
        Path actual = directory.resolve(path);
        try {
            BasicFileAttributes attributes = Files.readAttributes(actual, BasicFileAttributes.class);
            Optional<SourceStamp> stamp = attributes.isRegularFile()
                    ? Optional.of(new SourceStamp(
                            actual.normalize().toString(),
                            attributes.size(),
                            attributes.lastModifiedTime().toInstant()))
                    : Optional.empty();
            return new SourceFile(Optional.of(actual), path.toString(), kind, tableName(path), stamp);
        } catch (IOException e) {
            throw SourceErrors.unreadable(path.toString(), e);
        }
    }

    private static InputStream newInputStream(Path path, String origin) {
        try {
            return Files.newInputStream(path);
        } catch (IOException e) {
            throw SourceErrors.unreadable(origin, e);
        }
    }

    private static Path realPath(Path path, String origin) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            throw SourceErrors.unreadable(origin, e);
        }
    }

    private static Optional<SourceKind> kindOf(Path path) {
        String name = withoutCompression(path.getFileName().toString());
        int dot = name.lastIndexOf('.');
        return dot < 0 ? Optional.empty() : SourceKind.find(name.substring(dot + 1));
    }

    /** The file's name without the extensions for compression and format; the whole name if nothing else is left. */
    private static String tableName(Path path) {
        String name = withoutCompression(path.getFileName().toString());
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    private static String withoutCompression(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".gz")) {
            return name.substring(0, name.length() - ".gz".length());
        }
        return lower.endsWith(".zst") ? name.substring(0, name.length() - ".zst".length()) : name;
    }
}
