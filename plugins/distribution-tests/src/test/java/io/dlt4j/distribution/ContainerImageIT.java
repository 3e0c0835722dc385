package io.dlt4j.distribution;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Images for containers: their layers are unpacked as a container engine does, and run with nothing else in sight. */
@EnabledOnOs(OS.LINUX)
class ContainerImageIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path images;

    private static Container scratch;

    /** What the tar says, and the directory that its layers were unpacked in. */
    private record Container(JsonNode config, int layers, Path root) {

        List<String> entryPoint() {
            List<String> words = new ArrayList<>();
            config.get("config").get("Entrypoint").forEach(word -> words.add(word.textValue()));
            return words;
        }

        Map<String, String> environment() {
            List<String> variables = new ArrayList<>();
            config.get("config").get("Env").forEach(variable -> variables.add(variable.textValue()));
            return variables.stream()
                    .collect(toMap(
                            text -> text.replaceFirst("=.*", ""),
                            text -> text.replaceFirst("[^=]*=", ""),
                            (a, b) -> b,
                            TreeMap::new));
        }
    }

    @BeforeAll
    static void makeImage() throws IOException {
        Images.makeAs(images, "scratch", "extract", "duckdb", "--oci", "scratch.tar");
        scratch = unpack("scratch");
    }

    private static Container unpack(String name) throws IOException {
        Path layout = Files.createDirectories(images.resolve(name + "-layout"));
        Program.in(layout, "/bin/tar", "xf", images.resolve(name + ".tar"))
                .with("PATH", "/usr/bin:/bin")
                .succeed();
        JsonNode index = JSON.readTree(layout.resolve("index.json").toFile());
        JsonNode manifest =
                JSON.readTree(blob(layout, index.get("manifests").get(0)).toFile());
        Path root = Files.createDirectories(images.resolve(name + "-root"));
        for (JsonNode layer : manifest.get("layers")) {
            Program.in(root, "/bin/tar", "xzf", blob(layout, layer))
                    .with("PATH", "/usr/bin:/bin")
                    .succeed();
        }
        JsonNode config = JSON.readTree(blob(layout, manifest.get("config")).toFile());
        return new Container(config, manifest.get("layers").size(), root);
    }

    private static Path blob(Path layout, JsonNode descriptor) {
        return layout.resolve("blobs")
                .resolve(descriptor.get("digest").textValue().replace(':', '/'));
    }

    @Test
    void tellEnginesHowTheyRun() {
        assertThat(scratch.config().get("os").textValue()).isEqualTo("linux");
        assertThat(scratch.config().get("architecture").textValue()).isIn("amd64", "arm64");
        assertThat(scratch.entryPoint())
                .startsWith("/opt/dlt4j/jre/bin/java")
                .endsWith("-jar", "/opt/dlt4j/lib/host.jar");
        assertThat(scratch.environment()).containsEntry("LC_ALL", "C.UTF-8");
        assertThat(scratch.layers()).isEqualTo(3);
    }

    @Test
    void haveTheCLibraryAndNoShell() {
        assertThat(Build.files(scratch.root()))
                .anyMatch(file -> file.endsWith("/libc.so.6"))
                .anyMatch(file -> file.matches(".*/ld-linux-.*"))
                .noneMatch(file -> file.matches("(usr/)?bin/.*") || file.contains("/bin/dlt4j"));
    }

    /** In a root of its own, which takes the right to change it: as root, or in a name space of users. */
    @Test
    void runWithNothingOfTheMachineInSight() throws IOException {
        Files.writeString(scratch.root().resolve("work/orders.jsonl"), "{\"id\": 1, \"name\": \"ø\"}\n");
        Program.Ended ended = inside(
                        scratch,
                        "extract",
                        "/work/orders.jsonl",
                        "--destination",
                        "duckdb",
                        "--pipelines-dir",
                        "/work/p")
                .succeed();
        assertThat(ended.out()).contains("orders");
        assertThat(inside(scratch, "--version").succeed().out()).isEqualTo("dlt4j " + Build.VERSION + "\n");
        assertThat(scratch.root().resolve("work/p/orders")).isDirectory();
    }

    @Test
    void useTheClassesThatWereLaidOutInside() throws IOException {
        assertThat(scratch.entryPoint()).contains("-XX:SharedArchiveFile=/opt/dlt4j/lib/classes.jsa");
        List<Object> command = chroot(scratch.root());
        List<String> entryPoint = scratch.entryPoint();
        command.addAll(entryPoint.subList(0, 1));
        command.add("-Xlog:class+load:file=/work/classes");
        command.addAll(entryPoint.subList(1, entryPoint.size()));
        command.add("--version");
        run(scratch, command).succeed();
        assertThat(Files.readAllLines(scratch.root().resolve("work/classes")))
                .filteredOn(line -> line.contains(" io.dlt4j."))
                .isNotEmpty()
                .allMatch(line -> line.contains("shared objects file"));
    }

    /** A base as 'docker save' writes it. */
    @Test
    void lieOnABaseThatIsGiven() throws IOException {
        Path base = Files.createDirectories(images.resolve("base"));
        Files.writeString(base.resolve("motd"), "a base\n");
        Program.in(base, "/bin/tar", "cf", "layer.tar", "motd")
                .with("PATH", "/usr/bin:/bin")
                .succeed();
        String digest = Program.in(base, "/usr/bin/sha256sum", "layer.tar")
                .succeed()
                .out()
                .substring(0, 64);
        String architecture = scratch.config().get("architecture").textValue();
        Files.writeString(
                base.resolve("config.json"),
                "{\"architecture\":\"" + architecture + "\",\"os\":\"linux\",\"config\":{\"Env\":[\"FROM=base\"]},"
                        + "\"history\":[{}],\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\"sha256:" + digest
                        + "\"]}}");
        Files.writeString(
                base.resolve("manifest.json"),
                "[{\"Config\":\"config.json\",\"RepoTags\":[\"base:1\"],\"Layers\":[\"layer.tar\"]}]");
        Program.in(base, "/bin/tar", "cf", images.resolve("base.tar"), "manifest.json", "config.json", "layer.tar")
                .with("PATH", "/usr/bin:/bin")
                .succeed();

        Images.makeAs(images, "based", "extract", "duckdb", "--oci", "based.tar", "--base", "base.tar");
        Container based = unpack("based");
        assertThat(based.root().resolve("motd")).hasContent("a base");
        assertThat(based.environment()).containsEntry("FROM", "base").containsEntry("LC_ALL", "C.UTF-8");
        assertThat(Build.files(based.root()))
                .contains("opt/dlt4j/lib/host.jar")
                .noneMatch(file -> file.endsWith("libc.so.6"));
    }

    private static Program inside(Container container, String... arguments) {
        List<Object> command = chroot(container.root());
        command.addAll(container.entryPoint());
        command.addAll(List.of(arguments));
        return run(container, command);
    }

    private static List<Object> chroot(Path root) {
        List<Object> command = new ArrayList<>();
        if (!System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("/usr/bin/unshare", "--user", "--map-root-user"));
        }
        command.addAll(List.of("/usr/sbin/chroot", root));
        return command;
    }

    private static Program run(Container container, List<Object> command) {
        Program program = Program.in(container.root(), command.toArray())
                // Programs learn where they are from /proc, which only engines mount.
                .with("LD_LIBRARY_PATH", "/opt/dlt4j/jre/lib");
        container.environment().forEach(program::with);
        return program;
    }
}
