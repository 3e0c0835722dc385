package io.dlt4j.destination.duckdb.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.dlt4j.destination.duckdb.e2e.CommandLine.Ended;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The examples of {@code docs/destinations.md} are what this runs: its Java is that of {@link DestinationSnippets}, its files are
 * written and its commands called, in the order of the page.
 */
class DestinationsPageIT {

    private static final Path PAGE = Path.of("../../docs/destinations.md");
    private static final Path SNIPPETS =
            Path.of("src/test/java/io/dlt4j/destination/duckdb/e2e/DestinationSnippets.java");
    private static final Pattern BLOCK =
            Pattern.compile("(?:<!-- (java|file|shell)(?:: (\\S+))? -->\n)?```(\\w*)\n(.*?)\n```", Pattern.DOTALL);

    @TempDir
    private Path directory;

    private List<Block> blocks;

    /** A fenced block, with the mark before it. */
    private record Block(String kind, String name, String text) {}

    @BeforeEach
    void readPage() throws IOException {
        blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(Files.readString(PAGE));
        while (matcher.find()) {
            assertThat(matcher.group(1)).as("the mark of:%n%s", matcher.group()).isNotNull();
            String name = matcher.group(2) == null ? "" : matcher.group(2);
            blocks.add(new Block(matcher.group(1), name, matcher.group(4)));
        }
        assertThat(blocks).hasSizeGreaterThan(5);
    }

    @Test
    void itsJavaIsTheJavaThatIsRun() throws IOException {
        Map<String, String> page = new TreeMap<>();
        blocks.stream()
                .filter(block -> block.kind().equals("java"))
                .forEach(block -> page.put(block.name(), block.text()));
        Map<String, String> run = new TreeMap<>();
        Matcher matcher = Pattern.compile(" *// page: (\\S+)\n(.*?)\n *// end", Pattern.DOTALL)
                .matcher(Files.readString(SNIPPETS));
        while (matcher.find()) {
            run.put(matcher.group(1), matcher.group(2).stripIndent());
        }
        assertThat(page).isEqualTo(run);
    }

    @Test
    void itsExamplesWork() throws Exception {
        CommandLine dlt4j = CommandLine.in(directory);
        Files.writeString(directory.resolve("orders.jsonl"), "{\"id\": 1}\n{\"id\": 2}\n");
        boolean javaHasRun = false;
        for (Block block : blocks) {
            switch (block.kind()) {
                case "file" -> write(directory.resolve(block.name()), block.text());
                case "shell" -> block.text().lines().forEach(line -> call(dlt4j, line));
                default -> {
                    // The Java examples are one program, which runs where the first one stands that needs the file
                    // before it.
                    if (!javaHasRun && !block.name().equals("texts")) {
                        assertThat(runJava())
                                .contains(
                                        "production_az_bucket (dlt.destinations.filesystem)",
                                        "warehouse (dlt.destinations.postgres)",
                                        "destination_one (dlt.destinations.bigquery)",
                                        "europe, then asia",
                                        "63\n30\n",
                                        "contacts 0: ann@example.org");
                        javaHasRun = true;
                    }
                }
            }
        }
        assertThat(javaHasRun).isTrue();
        assertThat(directory.resolve("reporting.duckdb"))
                .as("the file of the named destination")
                .exists();
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text + "\n");
    }

    private static void call(CommandLine dlt4j, String line) {
        assertThat(line).startsWith("dlt4j ");
        Ended ended = dlt4j.run(line.substring("dlt4j ".length()).split(" "));
        assertThat(ended.exitCode()).as("%s%n%s", line, ended).isZero();
    }

    private String runJava() throws IOException, InterruptedException {
        Path output = directory.resolve("java-output.txt");
        ProcessBuilder program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        DestinationSnippets.class.getName())
                .directory(directory.toFile())
                .redirectError(directory.resolve("java-messages.txt").toFile())
                .redirectOutput(output.toFile())
                .redirectInput(new File("/dev/null"));
        program.environment().keySet().removeIf(name -> name.startsWith("DLT") || name.contains("__"));
        program.environment().put("DLT_DATA_DIR", directory.resolve("data").toString());
        int exitCode = program.start().waitFor();
        assertThat(exitCode)
                .as(Files.readString(directory.resolve("java-messages.txt")))
                .isZero();
        return Files.readString(output);
    }
}
