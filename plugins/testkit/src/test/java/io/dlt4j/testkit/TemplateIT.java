package io.dlt4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.dlt4j.Product;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The template, copied outside of the tree, renamed by the commands of the guide, and built with the artifacts alone. What they need
 * besides is taken from the local repository of this build.
 */
final class TemplateIT {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Path GUIDE = ROOT.resolve("docs/plugin-author-guide.md");
    private static final Pattern PLUGIN_VERSION =
            Pattern.compile("<artifactId>(maven-[a-z]+-plugin)</artifactId>\\s*<version>([^<]+)</version>");

    @TempDir
    Path outside;

    @Test
    void becomesAPluginThatPassesTheContractsAndLoads() throws Exception {
        Path project = outside.resolve("dlt4j-destination-spool");
        shell(ROOT, block("rename").replace("../dlt4j-destination-spool", project.toString()));
        try (Stream<Path> files = Files.walk(project)) {
            assertThat(files.filter(Files::isRegularFile))
                    .allSatisfy(file -> assertThat(file.getFileName() + "\n" + Files.readString(file))
                            .doesNotContainIgnoringCase("acme"));
        }

        Path repository = installArtifacts(outside.resolve("repository"));
        String maven = System.getProperty("maven.home") + "/bin/mvn";
        String options = " -o -B -ntp -q -Dmaven.repo.local=" + repository
                + " -Dmaven.repo.local.tail=" + System.getProperty("maven.local.repository")
                + " -Dmaven.repo.local.tail.ignoreAvailability=true";
        assertThat(block("build").strip()).isEqualTo("./mvnw verify");
        shell(project, maven + options + " verify");

        assertThat(project.resolve("target/dlt4j-conformance/spool.md"))
                .content()
                .contains("All contracts hold.");
        assertThat(Files.readString(project.resolve("target/dlt4j-conformance/spool.json")))
                .contains("\"conforming\" : true");
        loadsFromPluginDirectory(project);
        loadsFromClassPath(project);
    }

    /** The commands of the guide. */
    private void loadsFromPluginDirectory(Path project) throws Exception {
        Files.writeString(project.resolve("events.jsonl"), "{\"id\": 1}\n{\"id\": 2}\n");
        List<String> commands = block("run").lines().toList();
        assertThat(commands.get(0)).isEqualTo("export DESTINATION__SPOOL__FOLDER=loaded");
        Map<String, String> environment = Map.of(
                "DESTINATION__SPOOL__FOLDER",
                "loaded",
                "DLT_DATA_DIR",
                outside.resolve("data").toString(),
                "HOME",
                outside.toString());
        for (String command : commands.subList(1, commands.size())) {
            String[] arguments = command.substring("dlt4j ".length()).split(" ");
            HostProcess.Ended ended = new HostProcess(project, environment).run(arguments);
            assertThat(ended.code()).as(command + ": " + ended.output()).isZero();
        }
        assertThat(rows(project.resolve("loaded/events_dataset/events"))).containsExactly(1, 2);
    }

    private void loadsFromClassPath(Path project) throws Exception {
        Files.writeString(project.resolve("clicks.jsonl"), "{\"id\": 3}\n");
        Map<String, String> environment = Map.of(
                "DESTINATION__SPOOL__FOLDER",
                "loaded",
                "DLT_DATA_DIR",
                outside.resolve("data").toString(),
                "HOME",
                outside.toString());
        HostProcess.Ended ended = new HostProcess(project, environment)
                .with(project.resolve("target/plugin/spool/spool.jar"))
                .run("run", "clicks.jsonl", "--destination", "spool");
        assertThat(ended.code()).as(ended.output()).isZero();
        assertThat(rows(project.resolve("loaded/clicks_dataset/clicks"))).containsExactly(3);
    }

    private static List<Integer> rows(Path table) throws IOException {
        try (Stream<Path> files = Files.list(table)) {
            StringBuilder text = new StringBuilder();
            for (Path file : files.sorted().toList()) {
                text.append(Files.readString(file));
            }
            return Pattern.compile("\"id\":(\\d+)")
                    .matcher(text)
                    .results()
                    .map(found -> Integer.valueOf(found.group(1)))
                    .toList();
        }
    }

    /** Offline builds find only the versions that this build has brought. */
    @Test
    void usesTheBuildPluginsOfThisProject() throws Exception {
        String parent = Files.readString(ROOT.resolve("pom.xml"));
        Matcher used = PLUGIN_VERSION.matcher(
                Files.readString(ROOT.resolve("plugin-template/pom.xml")).split("<profiles>")[0]);
        int seen = 0;
        while (used.find()) {
            Matcher ours = PLUGIN_VERSION.matcher(parent);
            while (ours.find()) {
                if (ours.group(1).equals(used.group(1))) {
                    assertThat(used.group(2)).as(used.group(1)).isEqualTo(ours.group(2));
                    seen++;
                }
            }
        }
        assertThat(seen).isGreaterThan(5);
        assertThat(Files.readString(ROOT.resolve("plugin-template/pom.xml")))
                .contains("<dlt4j.version>" + Product.VERSION + "</dlt4j.version>");
    }

    /** The commands below the mark of that name. */
    private static String block(String name) throws IOException {
        Matcher block = Pattern.compile("<!-- test: " + name + " -->\\s*```sh\\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(GUIDE));
        assertThat(block.find()).as("block " + name).isTrue();
        return block.group(1);
    }

    /** Lays the artifacts out as an installation does. */
    private static Path installArtifacts(Path repository) throws IOException {
        install(repository, "dlt4j-parent", ROOT);
        install(repository, "dlt4j-core-api", ROOT.resolve("core-api"));
        install(repository, "dlt4j-host", ROOT.resolve("host"));
        install(repository, "dlt4j-testkit", ROOT.resolve("plugins/testkit"));
        return repository;
    }

    private static void install(Path repository, String artifact, Path module) throws IOException {
        String name = artifact + "-" + Product.VERSION;
        Path folder = Files.createDirectories(
                repository.resolve("io/dlt4j").resolve(artifact).resolve(Product.VERSION));
        Files.copy(module.resolve("pom.xml"), folder.resolve(name + ".pom"));
        Path jar = module.resolve("target").resolve(name + ".jar");
        if (!artifact.equals("dlt4j-parent")) {
            Files.copy(jar, folder.resolve(name + ".jar"));
        }
    }

    private static void shell(Path directory, String script) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("bash", "-euc", script)
                .directory(directory.toFile())
                .redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().remove("MAVEN_OPTS");
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(script + "\n" + output).isZero();
    }
}
