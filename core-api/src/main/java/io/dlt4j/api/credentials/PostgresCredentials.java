package io.dlt4j.api.credentials;

import io.dlt4j.api.config.ConfigField;
import io.dlt4j.api.config.ConfigSpec;
import io.dlt4j.api.config.ConfigValues;
import io.dlt4j.api.config.CredentialSpec;
import io.dlt4j.api.config.Secret;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/** Credentials of PostgreSQL and what speaks its protocol. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class PostgresCredentials {

    /** The scheme, unless a native text has another one, such as {@code postgres}. */
    public static final ConfigField<String> DRIVERNAME = ConnectionCredentials.DRIVERNAME.withDefault("postgresql");

    /** The database. */
    public static final ConfigField<String> DATABASE = ConfigField.text("database");

    /** The password. */
    public static final ConfigField<Secret> PASSWORD = ConfigField.secret("password");

    /** Who logs in. */
    public static final ConfigField<String> USERNAME = ConfigField.text("username");

    /** The server. */
    public static final ConfigField<String> HOST = ConfigField.text("host");

    /** The server's port. */
    public static final ConfigField<Long> PORT = ConfigField.integer("port").withDefault(5432L);

    /** Seconds to wait for a connection. */
    public static final ConfigField<Long> CONNECT_TIMEOUT =
            ConfigField.integer("connect_timeout").withDefault(15L);

    /** The encoding that the client asks for. */
    public static final ConfigField<String> CLIENT_ENCODING =
            ConfigField.text("client_encoding").optional();

    private static final String NAME = "PostgresCredentials";

    /** The credentials, for {@link ConfigField#credentials}. */
    public static final CredentialSpec SPEC = ConnectionCredentials.spec(
            ConfigSpec.of(
                    NAME,
                    List.of(
                            DRIVERNAME,
                            DATABASE,
                            PASSWORD,
                            USERNAME,
                            HOST,
                            PORT,
                            ConnectionCredentials.QUERY,
                            CONNECT_TIMEOUT,
                            CLIENT_ENCODING)),
            PostgresCredentials::parse);

    private PostgresCredentials() {}

    /** The connection string, with the timeout and the encoding in its query. */
    public static ConnectionString connectionString(ConfigValues values) {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put(CONNECT_TIMEOUT.name(), values.require(CONNECT_TIMEOUT));
        values.find(CLIENT_ENCODING).ifPresent(encoding -> options.put(CLIENT_ENCODING.name(), encoding));
        return ConnectionCredentials.connectionString(values, options);
    }

    private static Map<String, ?> parse(String text) {
        Map<String, Object> fields = new LinkedHashMap<>(
                ConnectionCredentials.nativeForm(NAME, "postgresql").parse(text));
        if (fields.get(ConnectionCredentials.QUERY.name()) instanceof Map<?, ?> query) {
            for (String option : List.of(CONNECT_TIMEOUT.name(), CLIENT_ENCODING.name())) {
                if (query.get(option) instanceof String value) {
                    fields.put(option, value);
                }
            }
        }
        return fields;
    }
}
