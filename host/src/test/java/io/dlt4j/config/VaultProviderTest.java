package io.dlt4j.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.api.config.ConfigField;
import io.dlt4j.api.config.Secret;
import io.dlt4j.api.error.DltException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VaultProviderTest {

    @TempDir
    Path root;

    private ConfigFixture given;

    @BeforeEach
    void emptyProject() {
        given = new ConfigFixture(root);
    }

    @Test
    void readsTheFragmentForAll() {
        given.vault("dlt_secrets_toml", "[destination.pg.credentials]\npassword='all'");
        assertThat(password()).contains("all");
    }

    @Test
    void prefersFilesOfTheProject() {
        given.vault("destination.pg.credentials.password", "vault").secrets("[destination.pg]", "password='file'");
        assertThat(password()).contains("file");
    }

    @Test
    void prefersMoreSpecificKeys() {
        given.vault("destination.pg.credentials.password", "specific").vault("credentials.password", "general");
        assertThat(password()).contains("specific");
    }

    @ParameterizedTest
    @CsvSource({"007, 007", "1e5, 1e5", "#x, #x", "true, true", "'a\r\n', a", "'a\n\n', 'a\n'", "'', ''"})
    void keepsSingleTextsAsTheyAre(String content, String expected) {
        given.vault("password", content);
        assertThat(password()).contains(expected);
    }

    @Test
    void mergesSingleFragments() {
        given.vault("destination.pg", "{\"destination\": {\"pg\": {\"credentials\": {\"password\": \"json\"}}}}");
        assertThat(password()).contains("json");
    }

    @Test
    void remembersWhatItRead() throws IOException {
        given.vault("password", "before");
        Config config = given.build();
        ConfigField<Secret> field = ConfigField.secret("password");
        assertThat(config.find(field)).map(Secret::reveal).contains("before");
        Files.writeString(given.vault().resolve("password"), "after");
        given.vault("other", "late");
        assertThat(config.find(field)).map(Secret::reveal).contains("before");
        assertThat(given.build().find(field)).map(Secret::reveal).contains("after");
    }

    @Test
    void asksOnlyForListedKeys() {
        given.vault("password", "listed").env("PROVIDERS__FILE_VAULT__LIST_SECRETS", "true");
        Config config = given.build();
        assertThat(config.find(ConfigField.secret("password")))
                .map(Secret::reveal)
                .contains("listed");
        given.vault("token", "late");
        assertThat(config.find(ConfigField.secret("token"))).isEmpty();
    }

    @Test
    void asksForSecretsOnly() {
        given.vault("host", "h").env("PROVIDERS__FILE_VAULT__ONLY_SECRETS", "true");
        assertThat(given.build().find(ConfigField.text("host"))).isEmpty();
        assertThat(given.build().find(ConfigField.secret("host")))
                .map(Secret::reveal)
                .contains("h");
    }

    @Test
    void showsItsKeysInErrors() {
        given.vault("unrelated", "x");
        assertThatThrownBy(() -> given.postgres("pg"))
                .hasMessageContaining("(File Vault, destination.pg.credentials.password)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-rw----", "rw-r--r--", "rw--w----", "rw-----w-"})
    void refusesFilesThatOthersReadOrChange(String permissions) {
        given.vault("password", "hunter2");
        ConfigFixture.setPermissions(given.vault().resolve("password"), permissions);
        assertThatThrownBy(this::password)
                .isInstanceOfSatisfying(DltException.class, e -> {
                    assertThat(e.code()).isEqualTo(ConfigError.CONFIG_VAULT_UNUSABLE);
                    assertThat(e.nextStep())
                            .contains("chmod 600 " + given.vault().resolve("password"));
                })
                .hasMessageContaining(permissions)
                .hasMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwxrwx---", "rwx---rwx"})
    void refusesDirectoriesThatOthersChange(String permissions) {
        given.vault("password", "hunter2");
        ConfigFixture.setPermissions(given.vault(), permissions);
        assertThatThrownBy(this::password).hasMessageContaining("is not private");
    }

    @Test
    void acceptsFilesOfAGroup() {
        given.vault("password", "p");
        ConfigFixture.setPermissions(given.vault().resolve("password"), "r--r-----");
        assertThat(password()).contains("p");
    }

    @Test
    void refusesADirectoryThatIsNotThere() {
        given.env("PROVIDERS__ENABLE_FILE_VAULT", "true")
                .env("PROVIDERS__FILE_VAULT__DIRECTORY", root.resolve("nowhere").toString());
        assertThatThrownBy(this::password).hasMessageContaining("is not a directory");
    }

    @Test
    void needsADirectory() {
        given.env("PROVIDERS__ENABLE_FILE_VAULT", "true");
        assertThatThrownBy(this::password).hasMessageContainingAll("`directory`", "PROVIDERS__FILE_VAULT__DIRECTORY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "../secret", "a/b", "C:x", ""})
    void staysInItsDirectory(String key) throws IOException {
        Files.writeString(root.resolve("secret"), "outside");
        given.vault("x", "x");
        assertThat(FileVault.of(given.vault()).read(key)).isEmpty();
    }

    private Optional<String> password() {
        return given.build()
                .find(ConfigField.secret("password"), "destination", "pg", "credentials")
                .map(Secret::reveal);
    }
}
