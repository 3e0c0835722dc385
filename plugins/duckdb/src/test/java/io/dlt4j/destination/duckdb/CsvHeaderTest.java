package io.dlt4j.destination.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.api.error.DltException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvHeaderTest {

    private static final Set<String> COLUMNS = Set.of("id", "a,b", "\"q\"", "_dlt_id");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id,\"a,b\",\"\"\"q\"\"\",newer",
                "id;a,b;\"\"\"q\"\"\";newer\n1;2;3;4",
                "\uFEFF\"id\"|\"a,b\"|\"\"\"q\"\"\"|\"newer\"\r\n1|2|3|4",
                "id\ta,b\t\"\"\"q\"\"\"\tnewer\n"
            })
    void hasTheNames(String content) throws IOException {
        assertThat(header(content).orElseThrow().names()).containsExactly("id", "a,b", "\"q\"", "newer");
    }

    @Test
    void oneColumnNeedsNoDelimiter() throws IOException {
        assertThat(header("\"id\"\n1\n")).contains(new CsvHeader(',', List.of("id")));
    }

    @Test
    void anEmptyFileHasNone() throws IOException {
        assertThat(header("")).isEmpty();
    }

    @Test
    void rowsAreNone() {
        assertThatThrownBy(() -> header("1,\"id\",\"\"\n"))
                .isInstanceOfSatisfying(
                        DltException.class, e -> assertThat(e.code()).isEqualTo(DuckDbError.DUCKDB_FILE_UNREADABLE));
    }

    private Optional<CsvHeader> header(String content) throws IOException {
        return CsvHeader.of(Files.writeString(directory.resolve("x.csv"), content), COLUMNS);
    }
}
