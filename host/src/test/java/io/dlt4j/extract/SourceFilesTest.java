package io.dlt4j.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.api.error.DltException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceFilesTest {

    private static final Optional<SourceKind> BY_NAME = Optional.empty();

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "events.jsonl,       JSONL,   events",
        "events.ndjson,      JSONL,   events",
        "Events 1.JSON,      JSON,    Events 1",
        "a.b.csv,            CSV,     a.b",
        "a.tsv,              TSV,     a",
        "a.parquet,          PARQUET, a",
        "a.jsonl.gz,         JSONL,   a",
        "a.csv.ZST,          CSV,     a",
        ".jsonl,             JSONL,   .jsonl",
    })
    void tellsFormatAndTableFromTheName(String name, SourceKind kind, String table) throws IOException {
        write(name, "");

        assertThat(resolve(name)).singleElement().satisfies(file -> {
            assertThat(file.kind()).isEqualTo(kind);
            assertThat(file.tableName()).isEqualTo(table);
            assertThat(file.origin()).isEqualTo(name);
            assertThat(file.path()).contains(directory.resolve(name));
        });
    }

    @Test
    void stampsFilesWithSizeAndTime() throws IOException {
        Path file = write("sub/a.jsonl", "{}\n");
        Instant modified = Instant.parse("2024-01-02T03:04:05Z");
        Files.setLastModifiedTime(file, FileTime.from(modified));

        assertThat(resolve("sub/../sub/a.jsonl"))
                .singleElement()
                .extracting(found -> found.stamp().orElseThrow())
                .isEqualTo(new SourceStamp(file.toString(), 3, modified));
    }

    @Test
    void aGivenFormatOverridesTheName() throws IOException {
        write("a.txt", "");
        write("b.json", "");

        assertThat(resolver("").resolve(List.of("a.txt", "b.json"), Optional.of(SourceKind.CSV)))
                .extracting(SourceFile::kind)
                .containsOnly(SourceKind.CSV);
        assertFails("a.txt", ExtractError.EXTRACT_FORMAT_UNKNOWN, "a.txt");
    }

    @Test
    void takesTheKnownFilesOfAFolderButNotOfThoseInIt() throws IOException {
        write("d/b.jsonl", "");
        write("d/a.csv.gz", "");
        write("d/README.md", "");
        write("d/.hidden.json", "");
        write("d/e.json/c.json", "");

        assertThat(origins("d")).containsExactly("d/a.csv.gz", "d/b.jsonl");
        assertThat(resolver("").resolve(List.of("d"), Optional.of(SourceKind.JSONL)))
                .extracting(SourceFile::origin)
                .containsExactly("d/b.jsonl");
    }

    @Test
    void expandsPatterns() throws IOException {
        write("d/a1.json", "");
        write("d/a2.json", "");
        write("d/b.csv", "");
        write("d/x/y/c.json", "");
        write("d/.git/z.json", "");
        write("d/note.txt", "");

        assertThat(origins("d/a*.json")).containsExactly("d/a1.json", "d/a2.json");
        assertThat(origins("d/a[2-3].json")).containsExactly("d/a2.json");
        assertThat(origins("d/{b.csv,a1.json}")).containsExactly("d/a1.json", "d/b.csv");
        assertThat(origins("d/*")).containsExactly("d/a1.json", "d/a2.json", "d/b.csv");
        assertThat(origins("**/*.json")).containsExactly("d/a1.json", "d/a2.json", "d/x/y/c.json");
        assertThat(origins("d/**/c.json")).containsExactly("d/x/y/c.json");
        assertThat(origins("d/**/b.csv")).containsExactly("d/b.csv");
        assertThat(origins("d/**")).containsExactly("d/a1.json", "d/a2.json", "d/b.csv", "d/x/y/c.json");
        assertThat(origins("d/.g*/*.json")).containsExactly("d/.git/z.json");
        assertThat(origins(directory + "/d/b.*")).containsExactly(directory + "/d/b.csv");
    }

    @Test
    void takesNamesLiterallyThatLookLikePatterns() throws IOException {
        write("data[1].json", "");
        write("data1.json", "");

        assertThat(origins("data[1].json")).containsExactly("data[1].json");
    }

    @Test
    void doesNotFollowLinksToFoldersInSearchOfFiles() throws IOException {
        write("d/a.json", "");
        Files.createSymbolicLink(directory.resolve("d/loop"), directory.resolve("d"));

        assertThat(origins("d/**/*.json")).containsExactly("d/a.json");
        assertThat(origins("d/loop/*.json")).containsExactly("d/loop/a.json");
    }

    @Test
    void readsAFileOnceThatIsFoundTwice() throws IOException {
        write("d/a.json", "");
        write("d/b.json", "");
        Files.createSymbolicLink(directory.resolve("d/c.json"), directory.resolve("d/a.json"));

        assertThat(origins("d/b.json", "d", "d/../d/*.json")).containsExactly("d/b.json", "d/a.json");
    }

    @Test
    void saysWhatItLookedFor() throws IOException {
        write("empty/README", "");
        Files.createSymbolicLink(directory.resolve("broken.json"), directory.resolve("gone.json"));

        assertFails("nothing.json", ExtractError.EXTRACT_SOURCE_MISSING, directory + "/nothing.json");
        assertFails("no*.json", ExtractError.EXTRACT_SOURCE_MISSING, "'no*.json'");
        assertFails("no/such/**/*.json", ExtractError.EXTRACT_SOURCE_MISSING, directory.toString());
        assertFails("empty", ExtractError.EXTRACT_SOURCE_MISSING, ".ndjson");
        assertFails("empty/*", ExtractError.EXTRACT_FORMAT_UNKNOWN, "README");
        assertFails("broken.json", ExtractError.EXTRACT_SOURCE_MISSING, "link to a file that does not exist");
        assertFails("", ExtractError.EXTRACT_SOURCE_MISSING, "no name");
        assertFails("[", ExtractError.EXTRACT_SOURCE_MISSING, "not a valid pattern");
    }

    @Test
    void aFileThatVanishesIsUnreadable() throws IOException {
        Path path = write("a.json", "[]");
        SourceFiles files = resolver("");
        SourceFile file = files.resolve(List.of("a.json"), BY_NAME).get(0);
        Files.delete(path);

        assertThatThrownBy(() -> files.open(file, 1024)).isInstanceOfSatisfying(DltException.class, e -> {
            assertThat(e.code()).isEqualTo(ExtractError.EXTRACT_SOURCE_UNREADABLE);
            assertThat(e).hasMessageContaining("'a.json'");
        });
    }

    @Test
    void opensPlainAndCompressedFilesWhateverTheirNames() throws IOException {
        byte[] json = "\uFEFF[{\"a\":1},{\"a\":2}]".getBytes(StandardCharsets.UTF_8);
        Files.write(directory.resolve("a.json"), json);
        Files.write(directory.resolve("b.json.gz"), GzipReaderTest.gzip(json));
        Files.write(directory.resolve("c.json"), GzipReaderTest.gzip(json));
        Files.write(directory.resolve("d.json.gz"), json);

        for (String name : List.of("a.json", "b.json.gz", "c.json", "d.json.gz")) {
            assertThat(open(name).texts()).as(name).containsExactly("{\"a\":1}", "{\"a\":2}");
        }
        Files.write(directory.resolve("airports.csv.zst"), Parts.resource("airports.csv.zst"));
        assertThat(open("airports.csv.zst").items()).hasSize(271);
    }

    @Test
    void emptyFilesHaveNoParts() throws IOException {
        for (String name : List.of("a.json", "a.jsonl", "a.csv", "a.tsv")) {
            write(name, "");
            assertThat(open(name).parts()).isEmpty();
        }
        Files.write(directory.resolve("a.json.gz"), GzipReaderTest.gzip(new byte[0]));
        assertThat(open("a.json.gz").parts()).isEmpty();
    }

    @Test
    void refusesParquet() throws IOException {
        write("a.parquet", "PAR1");

        assertThatThrownBy(() -> open("a.parquet")).isInstanceOfSatisfying(DltException.class, e -> {
            assertThat(e.code()).isEqualTo(ExtractError.EXTRACT_FORMAT_UNSUPPORTED);
            assertThat(e.render()).contains("a.parquet").contains("plugin");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"  [{\"a\":1}]", "{\"a\":1}", "'\n\n{\"a\":1}\n'"})
    void tellsJsonOnStandardInput(String text) throws IOException {
        SourceFiles files = resolver(text);
        List<SourceFile> found = files.resolve(List.of("-"), BY_NAME);

        assertThat(found)
                .containsExactly(new SourceFile(Optional.empty(), "stdin", SourceKind.JSON, "stdin", Optional.empty()));
        assertThat(Parts.drain(files.open(found.get(0), 1024)).texts()).containsExactly("{\"a\":1}");
    }

    @Test
    void readsStandardInputInTheFormatGiven() throws IOException {
        byte[] text = "a,b\n1,2\n".getBytes(StandardCharsets.UTF_8);
        SourceFiles files = new SourceFiles(directory, new ByteArrayInputStream(GzipReaderTest.gzip(text)));
        SourceFile found =
                files.resolve(List.of("-"), Optional.of(SourceKind.CSV)).get(0);

        assertThat(Parts.drain(files.open(found, 1024)).texts()).containsExactly("{\"a\":1,\"b\":2}");
    }

    @Test
    void emptyStandardInputHasNoParts() throws IOException {
        SourceFiles files = resolver("");

        assertThat(Parts.drain(files.open(files.resolve(List.of("-"), BY_NAME).get(0), 1024))
                        .parts())
                .isEmpty();
    }

    @Test
    void refusesStandardInputThatItCannotTell() {
        assertThatThrownBy(() -> resolver("a,b\n1,2\n").resolve(List.of("-"), BY_NAME))
                .isInstanceOfSatisfying(DltException.class, e -> {
                    assertThat(e.code()).isEqualTo(ExtractError.EXTRACT_FORMAT_UNKNOWN);
                    assertThat(e.nextStep()).contains("--format");
                });
        assertThatThrownBy(() -> resolver("[]").resolve(List.of("-", "-"), BY_NAME))
                .isInstanceOf(DltException.class)
                .hasMessageContaining("more than once");
    }

    @Test
    void standardInputIsNotTouchedUnlessNamed() throws IOException {
        write("a.json", "[]");
        SourceFiles files = new SourceFiles(directory, new InputStream() {
            @Override
            public int read() {
                throw new AssertionError("read");
            }
        });

        assertThat(files.resolve(List.of("a.json"), BY_NAME)).hasSize(1);
    }

    private SourceFiles resolver(String stdin) {
        return new SourceFiles(directory, new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8)));
    }

    private List<SourceFile> resolve(String... sources) throws IOException {
        return resolver("").resolve(List.of(sources), BY_NAME);
    }

    private List<String> origins(String... sources) throws IOException {
        return resolve(sources).stream().map(SourceFile::origin).toList();
    }

    private Parts open(String name) throws IOException {
        SourceFiles files = resolver("");
        return Parts.drain(files.open(files.resolve(List.of(name), BY_NAME).get(0), 1024));
    }

    private Path write(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private void assertFails(String source, ExtractError code, String problem) {
        assertThatThrownBy(() -> resolve(source)).isInstanceOfSatisfying(DltException.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e.render()).contains(problem);
            assertThat(e.nextStep()).isNotEmpty();
        });
    }
}
