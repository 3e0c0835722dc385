package io.dlt4j.config;

import io.dlt4j.api.config.ConfigField;
import io.dlt4j.api.config.ConfigSpec;
import io.dlt4j.api.config.ConfigValues;
import io.dlt4j.api.config.CredentialSpec;
import io.dlt4j.api.credentials.PostgresCredentials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A project folder and variables to configure something from, and a destination that is configured like PostgreSQL. */
final class ConfigFixture {

    static final ConfigField<String> HOST = PostgresCredentials.HOST;
    static final CredentialSpec CREDENTIALS_SPEC = PostgresCredentials.SPEC;
    static final ConfigField<ConfigValues> CREDENTIALS = ConfigField.credentials("credentials", CREDENTIALS_SPEC);
    static final ConfigField<ConfigValues> CSV_FORMAT = ConfigField.nested(
                    "csv_format",
                    ConfigSpec.of(
                            "CsvFormatConfiguration",
                            List.of(ConfigField.text("delimiter").withDefault(","))))
            .optional();
    static final ConfigField<Boolean> CREATE_INDEXES =
            ConfigField.bool("create_indexes").withDefault(true);
    static final ConfigField<String> ENVIRONMENT =
            ConfigField.text("environment").optional();
    static final ConfigSpec POSTGRES =
            ConfigSpec.of("PostgresClientConfiguration", List.of(CREDENTIALS, CREATE_INDEXES, CSV_FORMAT, ENVIRONMENT));

    private final Path root;
    private final Map<String, String> environment = new HashMap<>();
    private final List<ConfigProvider> custom = new ArrayList<>();
    private final Map<String, Object> setInCode = new LinkedHashMap<>();
    private Optional<String> pipelineName = Optional.empty();

    ConfigFixture(Path root) {
        this.root = root;
        environment.put("DLT_PROJECT_DIR", root.resolve("w").toString());
    }

    ConfigFixture env(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Map<String, String> environment() {
        return Map.copyOf(environment);
    }

    ConfigFixture secrets(String... lines) {
        return file(settings(), "secrets.toml", lines);
    }

    ConfigFixture config(String... lines) {
        return file(settings(), "config.toml", lines);
    }

    ConfigFixture globalConfig(String... lines) {
        return file(global(), "config.toml", lines);
    }

    ConfigFixture mounted(String path, String content) {
        Path file = root.resolve("run-secrets").resolve(path);
        return write(file, content);
    }

    /** A file of the vault, private as it must be. */
    ConfigFixture vault(String key, String content) {
        write(vault().resolve(key), content);
        setPermissions(vault(), "rwx------");
        setPermissions(vault().resolve(key), "rw-------");
        return env("PROVIDERS__ENABLE_FILE_VAULT", "true").env("PROVIDERS__FILE_VAULT__DIRECTORY", vault().toString());
    }

    Path vault() {
        return root.resolve("vault");
    }

    static void setPermissions(Path path, String permissions) {
        try {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ConfigFixture provider(ConfigProvider provider) {
        custom.add(provider);
        return this;
    }

    /** As {@link Config.Builder#value}. */
    ConfigFixture set(String key, Object value) {
        setInCode.put(key, value);
        return this;
    }

    ConfigFixture project(String file, String content) {
        return write(root.resolve("w").resolve(file), content);
    }

    RunContext context() {
        write(root.resolve("home/.keep"), "");
        Machine machine = new Machine(root, Optional.of(root.resolve("home")), root.resolve("tmp"), false);
        return RunContext.of(environment, Optional.empty(), machine);
    }

    ConfigFixture pipeline(String name) {
        pipelineName = Optional.of(name);
        return this;
    }

    Path settings() {
        return root.resolve("w/.dlt");
    }

    Path global() {
        return root.resolve("home/.dlt");
    }

    Config build() {
        Config.Builder builder = Config.builder(context(), environment).mountedSecrets(root.resolve("run-secrets"));
        custom.forEach(builder::provider);
        setInCode.forEach(builder::value);
        return builder.build().withPipelineName(pipelineName);
    }

    ConfigValues postgres(String name) {
        return postgres(name, Map.of());
    }

    ConfigValues postgres(String name, Map<String, Object> explicit) {
        return build().resolve(POSTGRES, List.of("destination", name), explicit);
    }

    ConfigValues credentials(String name) {
        return postgres(name).require(CREDENTIALS);
    }

    /** {@code postgresql://u:p@h:5432/d?connect_timeout=15}. */
    static String url(ConfigValues credentials) {
        return PostgresCredentials.connectionString(credentials).render();
    }

    private ConfigFixture file(Path directory, String name, String... lines) {
        return write(directory.resolve(name), String.join("\n", lines) + "\n");
    }

    private ConfigFixture write(Path file, String content) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
