package io.dlt4j.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Images linked from a JDK that has an AOT cache, 25 or later: one that {@code DLT4J_TEST_JDK} names, or that lies in
 * {@code /usr/lib/jvm}. Where there is none there is no test, and a line says so.
 */
class NewerJavaIT {

    private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+)");
    private static final int WITH_CACHE = 25;

    @TempDir
    private Path directory;

    @TestFactory
    Stream<DynamicTest> keepClassesInACache() throws IOException {
        List<Path> jdks = jdks();
        if (jdks.isEmpty()) {
            System.err.println(
                    "Images with an AOT cache are not tested: no JDK 25 or later in /usr/lib/jvm or DLT4J_TEST_JDK.");
        }
        return jdks.stream()
                .limit(1)
                .map(jdk -> DynamicTest.dynamicTest(jdk.toString(), () -> keepsClassesInACache(jdk)));
    }

    private void keepsClassesInACache(Path jdk) throws IOException {
        Images.make(directory, "load", "duckdb", "--jdk", jdk.toString());
        Path image = directory.resolve("load");
        assertThat(image.resolve("lib/classes.aot")).isNotEmptyFile();
        assertThat(image.resolve("lib/classes.jsa")).doesNotExist();

        Path log = directory.resolve("classes");
        Program.Ended version = Program.in(directory, image.resolve("bin/dlt4j"), "--version")
                .with("DLT4J_JAVA_OPTS", "-Xlog:class+load:file=" + log)
                .succeed();
        assertThat(version.out()).isEqualTo("dlt4j " + Build.VERSION + "\n");
        assertThat(version.err()).isEmpty();
        assertThat(Files.readAllLines(log))
                .filteredOn(line -> line.contains(" io.dlt4j.cli."))
                .isNotEmpty()
                .allMatch(line -> line.contains("shared objects file"));
    }

    private static List<Path> jdks() throws IOException {
        List<Path> candidates = new ArrayList<>();
        String named = System.getenv("DLT4J_TEST_JDK");
        if (named != null) {
            candidates.add(Path.of(named));
        }
        Path installed = Path.of("/usr/lib/jvm");
        if (Files.isDirectory(installed)) {
            try (DirectoryStream<Path> all = Files.newDirectoryStream(installed)) {
                all.forEach(candidates::add);
            }
        }
        List<Path> jdks = new ArrayList<>();
        for (Path candidate : candidates) {
            Path release = candidate.resolve("release");
            if (Files.isRegularFile(release) && Files.isExecutable(candidate.resolve("bin/jlink"))) {
                Matcher version = VERSION.matcher(Files.readString(release));
                if (version.find() && Integer.parseInt(version.group(1)) >= WITH_CACHE) {
                    jdks.add(candidate);
                }
            }
        }
        return jdks;
    }
}
