package io.dlt4j.extract;

import io.dlt4j.api.error.DltException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.PatternSyntaxException;

/**
 * Expands patterns like a shell: {@code *}, {@code ?}, {@code [a-z]} and <code>{a,b}</code> match within a name,
 * {@code **} any number of folders, none included. Names that begin with a dot are matched only by a pattern that
 * does; {@code **} does not follow links to folders.
 */
final class SourceGlob {

    private static final String ANY_FOLDERS = "**";

    private final Path directory;
    private final List<String> segments;
    private final TreeSet<Path> found = new TreeSet<>();

    private SourceGlob(Path directory, List<String> segments) {
        this.directory = directory;
        this.segments = segments;
    }

    static boolean isPattern(String text) {
        return text.chars().anyMatch(c -> "*?[{".indexOf(c) >= 0);
    }

    /** The files that match, in the order of their names, relative to {@code directory} if the pattern is. */
    static List<Path> expand(Path directory, String pattern) {
        List<String> segments = new ArrayList<>();
        for (String segment : pattern.split("/")) {
            if (!segment.isEmpty()) {
                segments.add(segment);
            }
        }
        SourceGlob glob = new SourceGlob(directory, segments);
        try {
            glob.expand(Path.of(pattern.startsWith("/") ? "/" : ""), 0);
        } catch (PatternSyntaxException e) {
            throw new DltException(
                    ExtractError.EXTRACT_SOURCE_MISSING,
                    "'" + pattern + "' is not a valid pattern: " + e.getDescription() + ".",
                    "Put names that contain * ? [ or { into a folder of their own, and name the folder.",
                    e);
        }
        return List.copyOf(glob.found);
    }

    /** The files and folders in a folder, in the order of their names. */
    static List<Path> list(Path directory, Path folder) {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory.resolve(folder))) {
            for (Path entry : stream) {
                entries.add(folder.resolve(entry.getFileName()));
            }
        } catch (IOException e) {
            throw SourceErrors.unreadable(folder.toString(), e);
        }
        entries.sort(null);
        return entries;
    }

    static boolean isHidden(Path path) {
        return path.getFileName().toString().startsWith(".");
    }

    private void expand(Path folder, int index) {
        String segment = segments.get(index);
        boolean last = index == segments.size() - 1;
        if (segment.equals(ANY_FOLDERS)) {
            expandFolders(folder, index, last);
        } else if (!isPattern(segment)) {
            take(folder.resolve(segment), index, last);
        } else if (Files.isDirectory(directory.resolve(folder))) {
            PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + segment);
            for (Path entry : list(directory, folder)) {
                if (matcher.matches(entry.getFileName()) && (segment.startsWith(".") || !isHidden(entry))) {
                    take(entry, index, last);
                }
            }
        }
    }

    private void take(Path entry, int index, boolean last) {
        Path actual = directory.resolve(entry);
        if (!last) {
            if (Files.isDirectory(actual)) {
                expand(entry, index + 1);
            }
        } else if (Files.exists(actual) && !Files.isDirectory(actual)) {
            found.add(entry);
        }
    }

    private void expandFolders(Path folder, int index, boolean last) {
        if (!last) {
            expand(folder, index + 1);
        }
        if (!Files.isDirectory(directory.resolve(folder))) {
            return;
        }
        for (Path entry : list(directory, folder)) {
            if (isHidden(entry)) {
                continue;
            }
            if (Files.isDirectory(directory.resolve(entry), LinkOption.NOFOLLOW_LINKS)) {
                expand(entry, index);
            } else if (last) {
                take(entry, index, true);
            }
        }
    }
}
