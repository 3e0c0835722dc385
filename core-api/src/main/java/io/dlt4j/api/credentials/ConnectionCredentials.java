package io.dlt4j.api.credentials;

import io.dlt4j.api.config.ConfigField;
import io.dlt4j.api.config.ConfigSpec;
import io.dlt4j.api.config.ConfigValues;
import io.dlt4j.api.config.CredentialSpec;
import io.dlt4j.api.config.CredentialSpec.NativeForm;
import io.dlt4j.api.config.Secret;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apiguardian.api.API;

/**
 * The fields of credentials whose native form is a {@link ConnectionString}, to build those of a database from.
 *
 * <p>{@link PostgresCredentials} shows how.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ConnectionCredentials {

    /** The scheme of the connection string; a constant of the database that a native text may replace. */
    public static final ConfigField<String> DRIVERNAME =
            ConfigField.text("drivername").withoutLookup();

    /** The database. */
    public static final ConfigField<String> DATABASE =
            ConfigField.text("database").optional();

    /** The password; blanks around it are dropped. */
    public static final ConfigField<Secret> PASSWORD =
            ConfigField.secret("password").optional();

    /** Who logs in. */
    public static final ConfigField<String> USERNAME =
            ConfigField.text("username").optional();

    /** The server. */
    public static final ConfigField<String> HOST = ConfigField.text("host").optional();

    /** The server's port. */
    public static final ConfigField<Long> PORT = ConfigField.integer("port").optional();

    /** Options of the driver, of the connection string's query; a list is a key with several values. */
    public static final ConfigField<Map<String, Object>> QUERY =
            ConfigField.table("query").optional();

    private ConnectionCredentials() {}

    /** Credentials with these fields, given one by one or as a connection string. */
    public static CredentialSpec spec(ConfigSpec fields, NativeForm form) {
        return CredentialSpec.of(fields, form)
                .withFinish(ConnectionCredentials::trimmed)
                .withDisplay(values -> connectionString(values, Map.of()).toString());
    }

    /** The native form of credentials whose fields have the names above. */
    public static NativeForm nativeForm(String specName, String driver) {
        return text -> {
            try {
                return fields(ConnectionString.parse(text));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "The expected representation for `" + specName
                                + "` is a database connection string of the form `" + driver
                                + "://username:password@host:port/database`: " + e.getMessage() + ".",
                        e);
            }
        };
    }

    /** The parts that are there, by the names of the fields. */
    public static Map<String, Object> fields(ConnectionString text) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(DRIVERNAME.name(), text.drivername());
        text.database().ifPresent(value -> fields.put(DATABASE.name(), value));
        text.password().ifPresent(value -> fields.put(PASSWORD.name(), value));
        text.username().ifPresent(value -> fields.put(USERNAME.name(), value));
        text.host().ifPresent(value -> fields.put(HOST.name(), value));
        text.port().ifPresent(value -> fields.put(PORT.name(), (long) value));
        Map<String, Object> query = new LinkedHashMap<>();
        text.query().forEach((key, values) -> query.put(key, values.size() == 1 ? values.get(0) : values));
        fields.put(QUERY.name(), query);
        return fields;
    }

    /**
     * The values as one text.
     *
     * @param options go into the query, over those of the field {@code query}
     */
    public static ConnectionString connectionString(ConfigValues values, Map<String, ?> options) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        values.find(QUERY).ifPresent(table -> table.forEach((key, value) -> query.put(key, texts(value))));
        options.forEach((key, value) -> query.put(key, texts(value)));
        return new ConnectionString(
                values.require(DRIVERNAME),
                values.find(USERNAME),
                values.find(PASSWORD),
                values.find(HOST),
                values.find(PORT).map(port -> OptionalInt.of(port.intValue())).orElseGet(OptionalInt::empty),
                values.find(DATABASE),
                query);
    }

    private static List<String> texts(Object value) {
        if (!(value instanceof List<?> several)) {
            return List.of(text(value));
        }
        List<String> texts = new ArrayList<>();
        several.forEach(one -> texts.add(text(one)));
        return texts;
    }

    /** As the reference writes it: booleans with a capital letter. */
    private static String text(Object value) {
        if (value instanceof Boolean bool) {
            return bool ? "True" : "False";
        }
        return String.valueOf(value);
    }

    private static Map<String, ?> trimmed(ConfigValues values) {
        return values.find(PASSWORD)
                .filter(password -> !password.reveal().isEmpty())
                .map(password ->
                        Map.of(PASSWORD.name(), Secret.of(password.reveal().strip())))
                .orElseGet(Map::of);
    }
}
