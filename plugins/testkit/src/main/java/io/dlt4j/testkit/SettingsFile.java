package io.dlt4j.testkit;

import io.dlt4j.api.config.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Writes settings where a user would: into {@code .dlt/secrets.toml} of the project. */
final class SettingsFile {

    private SettingsFile() {}

    static void write(Path project, String type, Map<String, Object> settings) throws IOException {
        StringBuilder text = new StringBuilder("[destination." + quoted(type) + "]\n");
        settings.forEach((field, value) ->
                text.append(field).append(" = ").append(literal(value)).append('\n'));
        Path folder = Files.createDirectories(project.resolve(".dlt"));
        Files.writeString(folder.resolve("secrets.toml"), text);
    }

    private static String literal(Object value) {
        if (value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        return quoted(value instanceof Secret secret ? secret.reveal() : value.toString());
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ' || c == 0x7f) {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
