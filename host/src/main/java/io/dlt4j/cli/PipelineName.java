package io.dlt4j.cli;

import io.dlt4j.extract.SourceFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Names a pipeline after the first of its sources, where nobody named it. */
final class PipelineName {

    private static final String FALLBACK = "pipeline";
    private static final List<String> COMPRESSIONS = List.of(".gz", ".zst");

    private PipelineName() {}

    /**
     * The name: that of the file, of the folder, or of what a pattern has before its first wild card; if that holds no letter
     * or digit, that of the folder above. It does not depend on what files there are, so that the next run finds it again.
     *
     * @param source as on the command line
     * @param directory what it is relative to
     */
    static String of(String source, Path directory) {
        if (source.equals("-")) {
            return SourceFiles.STDIN;
        }
        Path path = directory.resolve(source).normalize();
        boolean folder = Files.isDirectory(path);
        for (Path part = path; part != null; part = part.getParent()) {
            String name = part.getFileName() == null ? "" : part.getFileName().toString();
            String words = words(part == path && !folder ? withoutExtensions(name) : name);
            if (!words.isEmpty()) {
                return words;
            }
        }
        return FALLBACK;
    }

    private static String withoutExtensions(String name) {
        String plain = name;
        for (String compression : COMPRESSIONS) {
            if (plain.toLowerCase(Locale.ROOT).endsWith(compression)) {
                plain = plain.substring(0, plain.length() - compression.length());
            }
        }
        int dot = plain.lastIndexOf('.');
        return dot > 0 ? plain.substring(0, dot) : plain;
    }

    /** Lower-case ASCII letters and digits, and one underscore for whatever is between them. */
    private static String words(String name) {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = Character.toLowerCase(name.charAt(i));
            if (c == '*' || c == '?' || c == '[' || c == '{') {
                break;
            }
            if (c >= 'a' && c <= 'z' || c >= '0' && c <= '9') {
                words.append(c);
            } else if (words.length() > 0 && words.charAt(words.length() - 1) != '_') {
                words.append('_');
            }
        }
        int end = words.length();
        return words.substring(0, end > 0 && words.charAt(end - 1) == '_' ? end - 1 : end);
    }
}
