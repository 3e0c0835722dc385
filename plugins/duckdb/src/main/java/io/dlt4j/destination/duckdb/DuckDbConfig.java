package io.dlt4j.destination.duckdb;

import io.dlt4j.api.config.ConfigField;
import io.dlt4j.api.config.ConfigSpec;
import io.dlt4j.api.config.ConfigValues;
import io.dlt4j.api.config.CredentialSpec;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The configuration of the destination, as data. */
final class DuckDbConfig {

    static final ConfigField<String> DATABASE = ConfigField.text("database")
            .optional()
            .describedAs("The database file; relative paths start in the local directory, ':pipeline:' puts it into"
                    + " the pipeline's working directory. Default: <pipeline name>.duckdb");
    static final ConfigField<Boolean> READ_ONLY =
            ConfigField.bool("read_only").withDefault(false).describedAs("Open the file for reading only.");
    static final ConfigField<List<String>> EXTENSIONS = ConfigField.list("extensions")
            .optional()
            .describedAs("Installed DuckDB extensions to load, by name or path.");
    static final ConfigField<Map<String, String>> GLOBAL_CONFIG = ConfigField.map("global_config")
            .optional()
            .describedAs("DuckDB settings of the whole database, for example memory_limit or threads.");
    static final ConfigField<List<String>> PRAGMAS =
            ConfigField.list("pragmas").optional().describedAs("Pragmas to run on each connection.");
    static final ConfigField<Map<String, String>> LOCAL_CONFIG =
            ConfigField.map("local_config").optional().describedAs("DuckDB settings of each connection.");

    private static final ConfigSpec CREDENTIAL_FIELDS = ConfigSpec.of(
            "DuckDB credentials", List.of(DATABASE, READ_ONLY, EXTENSIONS, GLOBAL_CONFIG, PRAGMAS, LOCAL_CONFIG));

    static final ConfigField<ConfigValues> CREDENTIALS = ConfigField.credentials(
                    "credentials", CredentialSpec.of(CREDENTIAL_FIELDS, DuckDbConfig::parseNative))
            .optional()
            .describedAs("A path, duckdb:///path, or the single fields.");
    static final ConfigField<Boolean> CREATE_INDEXES = ConfigField.bool("create_indexes")
            .withDefault(false)
            .describedAs("Put unique constraints on columns with the hint 'unique'.");

    static final ConfigSpec SPEC = ConfigSpec.of("DuckDB", List.of(CREDENTIALS, CREATE_INDEXES));

    private static final String SCHEME = "duckdb://";

    private DuckDbConfig() {}

    /** {@code duckdb:///path}, a plain path, or one of the marks such as {@code :pipeline:}. */
    static Map<String, String> parseNative(String text) {
        if (text.startsWith(SCHEME)) {
            return parseConnectionString(text.substring(SCHEME.length()));
        }
        if (text.isBlank() || text.contains("://")) {
            throw new IllegalArgumentException("not a path and not of the form duckdb:///path");
        }
        try {
            Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("not a path that this system allows", e);
        }
        return Map.of(DATABASE.name(), text);
    }

    private static Map<String, String> parseConnectionString(String rest) {
        int query = rest.indexOf('?');
        String path = query < 0 ? rest : rest.substring(0, query);
        if (!path.isEmpty() && path.charAt(0) != '/') {
            throw new IllegalArgumentException("what follows duckdb:// is taken for a host; a relative path is written"
                    + " duckdb:///path, an absolute one duckdb:////path");
        }
        Map<String, String> fields = new LinkedHashMap<>();
        if (path.length() > 1) {
            fields.put(DATABASE.name(), path.substring(1));
        }
        if (query >= 0) {
            for (String pair : rest.substring(query + 1).split("&")) {
                parseOption(pair, fields);
            }
        }
        return fields;
    }

    private static void parseOption(String pair, Map<String, String> fields) {
        int equals = pair.indexOf('=');
        if (equals < 1 || equals == pair.length() - 1) {
            return;
        }
        if (!pair.substring(0, equals).equals(READ_ONLY.name())) {
            throw new IllegalArgumentException("read_only is the only option that a duckdb:/// text can carry");
        }
        fields.put(READ_ONLY.name(), URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
    }
}
