package io.dlt4j.destination.duckdb;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/** Compressed files, also those whose names do not say so: DuckDB goes by the name, unless it is told. */
final class Gzip {

    private static final String NAMED = ".gz";

    /** As an option of the functions that read files. */
    private static final String OPTION = ", compression = 'gzip'";

    private Gzip() {}

    /** The files by the option that they are read with; empty for those whose names say it. */
    static Map<String, List<String>> byOption(List<String> files) {
        return files.stream().collect(Collectors.groupingBy(Gzip::option, LinkedHashMap::new, Collectors.toList()));
    }

    /** The option that the file is read with; empty for one whose name says it. DuckDB takes a name to end before a question mark. */
    static String option(String file) {
        boolean named = file.endsWith(NAMED) && file.indexOf('?') < 0;
        return !named && isGzip(Path.of(file)) ? OPTION : "";
    }

    /** What the file holds, decompressed. */
    static InputStream open(Path file) throws IOException {
        InputStream content = new BufferedInputStream(Files.newInputStream(file));
        return isGzip(file) ? new GZIPInputStream(content) : content;
    }

    /** A file that is not there is for the statement to report. */
    private static boolean isGzip(Path file) {
        try (InputStream content = Files.newInputStream(file)) {
            return content.read() == 0x1f && content.read() == 0x8b;
        } catch (IOException e) {
            return false;
        }
    }
}
