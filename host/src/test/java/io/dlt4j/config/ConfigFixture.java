package io.dlt4j.config;

import io.dlt4j.api.config.ConfigField;
import io.dlt4j.api.config.ConfigSpec;
import io.dlt4j.api.config.ConfigValues;
import io.dlt4j.api.config.CredentialSpec;
import io.dlt4j.api.config.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A project folder and variables to configure something from, and a destination that is configured like PostgreSQL. */
final class ConfigFixture {

    static final ConfigField<String> DATABASE = ConfigField.text("database");
    static final ConfigField<Secret> PASSWORD = ConfigField.secret("password");
    static final ConfigField<String> USERNAME = ConfigField.text("username");
    static final ConfigField<String> HOST = ConfigField.text("host");
    static final ConfigField<Long> PORT = ConfigField.integer("port").withDefault(5432L);
    static final ConfigField<Long> CONNECT_TIMEOUT =
            ConfigField.integer("connect_timeout").withDefault(15L);
    static final CredentialSpec CREDENTIALS_SPEC = CredentialSpec.of(
            ConfigSpec.of("PostgresCredentials", List.of(DATABASE, PASSWORD, USERNAME, HOST, PORT, CONNECT_TIMEOUT)),
            ConfigFixture::parseUrl);
    static final ConfigField<ConfigValues> CREDENTIALS = ConfigField.credentials("credentials", CREDENTIALS_SPEC);
    static final ConfigField<Boolean> CREATE_INDEXES =
            ConfigField.bool("create_indexes").withDefault(true);
    static final ConfigField<String> ENVIRONMENT =
            ConfigField.text("environment").optional();
    static final ConfigSpec POSTGRES =
            ConfigSpec.of("PostgresClientConfiguration", List.of(CREDENTIALS, CREATE_INDEXES, ENVIRONMENT));

    private final Path root;
    private final Map<String, String> environment = new HashMap<>();
    private Optional<String> pipelineName = Optional.empty();

    ConfigFixture(Path root) {
        this.root = root;
        environment.put("DLT_PROJECT_DIR", root.resolve("w").toString());
    }

    ConfigFixture env(String name, String value) {
        environment.put(name, value);
        return this;
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
        write(root.resolve("home/.keep"), "");
        Machine machine = new Machine(root, Optional.of(root.resolve("home")), root.resolve("tmp"), false);
        RunContext context = RunContext.of(environment, Optional.empty(), machine);
        return Config.of(context, environment, pipelineName, root.resolve("run-secrets"));
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

    /** {@code postgresql://u:p@h:5432/d}, without the parts that are not there. */
    static String url(ConfigValues credentials) {
        return "postgresql://" + credentials.require(USERNAME) + ":"
                + credentials.require(PASSWORD).reveal() + "@" + credentials.require(HOST) + ":"
                + credentials.require(PORT) + "/" + credentials.require(DATABASE) + "?connect_timeout="
                + credentials.require(CONNECT_TIMEOUT);
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

    private static Map<String, String> parseUrl(String text) {
        URI uri = URI.create(text.contains("://") ? text : "");
        if (uri.getScheme() == null || !uri.getScheme().startsWith("postgres")) {
            throw new IllegalArgumentException("expected postgresql://username:password@host:port/database");
        }
        if (uri.getHost() == null) {
            throw new NumberFormatException("For input string: \"" + text + "\"");
        }
        Map<String, String> fields = new LinkedHashMap<>();
        if (uri.getUserInfo() != null) {
            String[] user = uri.getUserInfo().split(":", 2);
            fields.put("username", user[0]);
            if (user.length > 1) {
                fields.put("password", user[1]);
            }
        }
        fields.put("host", uri.getHost());
        fields.put("database", uri.getPath().substring(1));
        if (uri.getPort() >= 0) {
            fields.put("port", String.valueOf(uri.getPort()));
        }
        if (uri.getQuery() != null) {
            for (String parameter : uri.getQuery().split("&")) {
                fields.put(parameter.split("=", 2)[0], parameter.split("=", 2)[1]);
            }
        }
        return fields;
    }
}
