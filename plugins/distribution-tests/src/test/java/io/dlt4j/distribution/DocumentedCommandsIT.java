package io.dlt4j.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.dlt4j.distribution.Program.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of {@code docs/running.md}, as they stand there, in a directory with what {@code -Pdist} makes. */
class DocumentedCommandsIT {

    private static final Path PAGE = Build.ROOT.resolve("docs/running.md");
    private static final Pattern COMMANDS = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

    @TempDir
    private Path directory;

    @Test
    void doWhatThePageSays() throws IOException {
        String page = Files.readString(PAGE);
        assertThat(page).contains("<version>" + Build.VERSION + "</version>");
        List<String> blocks = new ArrayList<>();
        Matcher commands = COMMANDS.matcher(page);
        while (commands.find()) {
            blocks.add(commands.group(1));
        }
        assertThat(blocks).hasSize(5);
        prepare(page);

        Ended ended = Program.in(directory, "/bin/sh", "-euc", String.join("\n", blocks))
                .with("PATH", directory.resolve("bin") + ":" + Program.JAVA.getParent() + ":/usr/bin:/bin:/usr/sbin")
                .with("JAVA_HOME", Program.JAVA.getParent().getParent())
                .with("HOME", directory.resolve("home"))
                .succeed();

        assertThat(ended.out())
                .contains("Ada\nGrace\n")
                .contains("loaded to destination duckdb and into dataset web_dataset")
                .contains("Image for extract", "Image for normalize", "Image for load")
                .contains("loaded to destination duckdb and into dataset shop_dataset");
        assertThat(directory.resolve("extract.tar")).isNotEmptyFile();
    }

    /** The archives that the page names, the checkout's examples, data, and a Maven that asks no network. */
    private void prepare(String page) throws IOException {
        Files.createDirectories(directory.resolve("home"));
        Files.writeString(directory.resolve("orders.jsonl"), "{\"id\": 1, \"lines\": [{\"sku\": \"A-1\"}]}\n");
        Files.createSymbolicLink(directory.resolve("examples"), Build.ROOT.resolve("examples"));
        pack("dlt4j-" + Build.VERSION + ".tar.gz", Build.DISTRIBUTION.getParent(), Build.DISTRIBUTION.getFileName());
        Matcher archives = Pattern.compile("tar xzf (dlt4j-\\w+-(\\w+)-\\S+-plugin\\.tar\\.gz)")
                .matcher(page);
        while (archives.find()) {
            Path plugin = Build.plugin(archives.group(2));
            pack(archives.group(1), plugin.getParent(), plugin.getFileName());
        }
        Path maven = Files.createDirectories(directory.resolve("bin")).resolve("mvn");
        String offline = LocalRepository.in(directory.resolve("repository")).shellCommand();
        Files.writeString(maven, "#!/bin/sh\nexec " + offline + " \"$@\"\n");
        Files.setPosixFilePermissions(maven, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void pack(String archive, Path parent, Path name) {
        Program.in(parent, "/bin/tar", "czf", directory.resolve(archive), name)
                .with("PATH", "/usr/bin:/bin")
                .succeed();
    }
}
