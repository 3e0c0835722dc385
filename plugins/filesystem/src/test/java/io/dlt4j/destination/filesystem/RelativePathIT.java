package io.dlt4j.destination.filesystem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls of the command line for one pipeline in two directories: a relative {@code bucket_url} stays in the first. */
class RelativePathIT {

    @TempDir
    private Path home;

    private CommandLine first;
    private CommandLine second;
    private String items;

    @BeforeEach
    void prepare() throws IOException {
        first = CommandLine.in(home.resolve("a"))
                .with("DLT_DATA_DIR", home.resolve("dlt").toString());
        second = CommandLine.in(home.resolve("b"))
                .with("DLT_DATA_DIR", home.resolve("dlt").toString());
        items = Files.writeString(home.resolve("ev.jsonl"), "{\"id\": 1}\n{\"id\": 2}\n")
                .toString();
    }

    @Test
    void aRunElsewhereGoesOnWithTheDataset() {
        run(first);
        run(second);
        assertThat(first.dataset("data").rows("ev")).as("by the cursor, once").hasSize(2);
        second.succeed("pipeline", "rc", "sync");
        second.succeed("pipeline", "rc", "drop", "ev");
        assertThat(first.dataset("data").files("ev")).isEmpty();
        assertThat(home.resolve("b/bucket")).doesNotExist();
    }

    @Test
    void aLoadElsewhereGoesWhereTheExtractWas() {
        first.succeed("extract", items, "--pipeline", "rc", "--destination", "filesystem", "--dataset", "data");
        second.succeed("normalize", "--pipeline", "rc");
        second.succeed("load", "--pipeline", "rc");
        assertThat(first.dataset("data").rows("ev")).hasSize(2);
        assertThat(home.resolve("b/bucket")).doesNotExist();
    }

    @Test
    void whatIsStoredGoesBeforeTheEnvironment() {
        run(first);
        run(second.with("DLT_LOCAL_DIR", home.resolve("c").toString()));
        assertThat(first.dataset("data").rows("ev")).hasSize(2);
        assertThat(home.resolve("c")).doesNotExist();
    }

    private void run(CommandLine directory) {
        directory.succeed(
                "run", items, "--cursor", "id", "--pipeline", "rc", "--destination", "filesystem", "--dataset", "data");
    }
}
