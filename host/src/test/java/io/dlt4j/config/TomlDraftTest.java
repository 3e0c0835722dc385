package io.dlt4j.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.api.config.ConfigField;
import io.dlt4j.api.config.ConfigSpec;
import io.dlt4j.api.config.CredentialSpec;
import io.dlt4j.api.error.DltException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TomlDraftTest {

    private static final ConfigSpec LOGIN = ConfigSpec.of(
            "login",
            List.of(
                    ConfigField.text("host").describedAs("The server."),
                    ConfigField.secret("password"),
                    ConfigField.integer("port").withDefault(5432L)));
    private static final ConfigSpec SPEC = ConfigSpec.of(
            "db",
            List.of(
                    ConfigField.credentials("credentials", CredentialSpec.of(LOGIN, text -> Map.of()))
                            .describedAs("A URL, or the single fields."),
                    ConfigField.text("mode").oneOf("a", "b").withDefault("a \"quoted\"")));
    private static final String SAMPLE = """

            # [destination.db]
            # One of a, b.
            # mode = "a \\"quoted\\""

            # A URL, or the single fields.
            [destination.db.credentials]
            # The server.
            host = "<configure me>" # fill this in!
            password = "<configure me>" # fill this in!
            # port = 5432
            """;

    @TempDir
    private Path directory;

    private List<String> open = List.of();

    private String merged(String secrets, String config) throws IOException {
        Files.writeString(directory.resolve("secrets.toml"), secrets);
        Files.writeString(directory.resolve("config.toml"), config);
        TomlDraft draft = TomlDraft.of(directory.resolve("secrets.toml"), true, "");
        TomlDraft other = TomlDraft.of(directory.resolve("config.toml"), false, "");
        open = SampleTable.of(List.of("destination", "db"), SPEC).stream()
                .flatMap(table -> draft.add(table, other).stream())
                .toList();
        return draft.text();
    }

    @Test
    void asksForWhatIsRequiredAndShowsTheRestAsComments() throws IOException {
        assertThat(merged("# mine\n", "")).isEqualTo("# mine\n" + SAMPLE);
        assertThat(open).containsExactly("destination.db.credentials.host", "destination.db.credentials.password");
    }

    @Test
    void addsNothingTheSecondTime() throws IOException {
        String once = merged("", "");
        assertThat(merged(once, "")).isEqualTo(once);
        assertThat(open).isEmpty();
    }

    @Test
    void addsMissingKeysBelowAHeaderThatIsThere() throws IOException {
        String there = "[destination.db.credentials] # mine\r\nhost = \"h\"\r\n[other]\r\nx = 1";
        assertThat(merged(there, ""))
                .isEqualTo("[destination.db.credentials] # mine\r\n"
                        + "password = \"<configure me>\" # fill this in!\r\nhost = \"h\"\r\n[other]\r\nx = 1");
    }

    @Test
    void leavesCredentialsInTheirNativeFormAlone() throws IOException {
        String there = "[destination.db]\ncredentials = \"db://h\"\n";
        assertThat(merged(there, "")).isEqualTo(there);
    }

    @Test
    void doesNotCoverWhatTheOtherFileHas() throws IOException {
        assertThat(merged("", "destination.db.credentials.host = \"h\"\n")).contains("# host = ");
        assertThat(open).containsExactly("destination.db.credentials.password");
    }

    @Test
    void refusesATableThatTakesNoMoreKeysAndALineThatOnlyLooksLikeAHeader() {
        for (String closed : List.of(
                "[destination.db]\ncredentials = {host = \"h\"}\n",
                "text = '''\n[destination.db.credentials]\n'''\n")) {
            assertThatThrownBy(() -> merged(closed, ""))
                    .isInstanceOfSatisfying(
                            DltException.class, e -> assertThat(e.code()).isEqualTo(ConfigError.CONFIG_TABLE_CLOSED));
        }
    }
}
