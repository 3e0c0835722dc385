package io.dlt4j.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The image's own Java, in {@code jre}. */
final class JavaRuntime {

    /** What nothing in an image calls: other programs, and a file for tools that look into the runtime. */
    private static final List<String> UNUSED =
            List.of("bin/keytool", "bin/jrunscript", "bin/rmiregistry", "lib/jexec", "lib/jrt-fs.jar", "lib/classlist");

    private final Jdk jdk;

    JavaRuntime(Jdk jdk) {
        this.jdk = jdk;
    }

    void link(Set<String> modules, Path output) throws IOException {
        String compression = jdk.feature() < 21 ? "--compress=2" : "--compress=zip-6";
        Program.of(List.of(
                        jdk.program("jlink"),
                        "--add-modules",
                        String.join(",", modules),
                        "--strip-java-debug-attributes",
                        "--no-header-files",
                        "--no-man-pages",
                        compression,
                        "--output",
                        output.toString()))
                .require(Path.of("").toAbsolutePath());
        for (String file : UNUSED) {
            Files.deleteIfExists(output.resolve(file));
        }
        try (Stream<Path> files = Files.walk(output.resolve("lib"))) {
            for (Path library :
                    files.filter(file -> file.toString().endsWith(".so")).toList()) {
                ElfSymbols.strip(library);
            }
        }
    }
}
