package io.dlt4j.api.credentials;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.config.Secret;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A database's connection string: {@code driver://username:password@host:port/database?key=value}, every part but the
 * driver may be missing.
 *
 * <p>Username and password are percent-encoded in the text and decoded here, keys and values of the query are form-encoded;
 * host and database stand as they are. The grammar is that of SQLAlchemy's URLs, so that a text means the same to the
 * reference: a literal {@code @} in a password must be encoded, and {@code driver://name} names a host.
 *
 * @param drivername letters, digits, {@code _} and {@code +}
 * @param host without the brackets of an IPv6 address
 * @param database everything behind the first slash, which may contain more of them
 * @param query in the order of the text; a key may have several values
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record ConnectionString(
        String drivername,
        Optional<String> username,
        Optional<Secret> password,
        Optional<String> host,
        OptionalInt port,
        Optional<String> database,
        Map<String, List<String>> query) {

    private static final Pattern GRAMMAR = Pattern.compile(
            "([A-Za-z0-9_+]+)://"
                    + "(?:([^:/]*)(?::([^@]*))?@)?"
                    + "(?:(?:\\[([^/?]+)\\]|([^/:?]+))?(?::([^/?]*))?)?"
                    + "(?:/([^?]*))?"
                    + "(?:\\?(.*))?",
            Pattern.DOTALL);
    private static final int USERNAME = 2;
    private static final int PASSWORD = 3;
    private static final int IPV6_HOST = 4;
    private static final int HOST = 5;
    private static final int PORT = 6;
    private static final int DATABASE = 7;
    private static final int QUERY = 8;

    /** Checks and copies the parts. */
    public ConnectionString {
        requireNonNull(drivername, "drivername is null");
        requireNonNull(username, "username is null");
        requireNonNull(password, "password is null");
        requireNonNull(host, "host is null");
        requireNonNull(port, "port is null");
        requireNonNull(database, "database is null");
        Map<String, List<String>> copy = new LinkedHashMap<>();
        query.forEach((key, values) -> copy.put(key, List.copyOf(values)));
        query = Collections.unmodifiableMap(copy);
    }

    /**
     * Reads a connection string.
     *
     * @throws IllegalArgumentException if it is none; the message does not repeat it
     */
    public static ConnectionString parse(String text) {
        Matcher parts = GRAMMAR.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not of the form driver://username:password@host:port/database");
        }
        String ipv6 = parts.group(IPV6_HOST);
        return new ConnectionString(
                parts.group(1),
                Optional.ofNullable(parts.group(USERNAME)).map(UrlText::decode),
                Optional.ofNullable(parts.group(PASSWORD)).map(UrlText::decode).map(Secret::of),
                Optional.ofNullable(ipv6 != null ? ipv6 : parts.group(HOST)),
                port(parts.group(PORT)),
                Optional.ofNullable(parts.group(DATABASE)),
                query(parts.group(QUERY)));
    }

    private static OptionalInt port(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return OptionalInt.empty();
        }
        if (text.length() > 5 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException("the port is not a number");
        }
        return OptionalInt.of(Integer.parseInt(text));
    }

    /** Keys without a value vanish, as in the reference. */
    private static Map<String, List<String>> query(@Nullable String text) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        if (text == null) {
            return query;
        }
        for (String pair : text.split("&")) {
            int equals = pair.indexOf('=');
            if (equals >= 0 && equals < pair.length() - 1) {
                query.computeIfAbsent(UrlText.decodeForm(pair.substring(0, equals)), key -> new ArrayList<>())
                        .add(UrlText.decodeForm(pair.substring(equals + 1)));
            }
        }
        return query;
    }

    /** The text with everything in it, also the password; for the driver only. Keys of the query are sorted. */
    public String render() {
        StringBuilder text = new StringBuilder(drivername).append("://");
        username.ifPresent(user -> {
            text.append(UrlText.encodeUser(user));
            password.ifPresent(secret -> text.append(':').append(UrlText.encodeUser(secret.reveal())));
            text.append('@');
        });
        renderPlace(text);
        char before = '?';
        for (Map.Entry<String, List<String>> entry : new TreeMap<>(query).entrySet()) {
            for (String value : entry.getValue()) {
                text.append(before).append(UrlText.encodeForm(entry.getKey()));
                text.append('=').append(UrlText.encodeForm(value));
                before = '&';
            }
        }
        return text.toString();
    }

    private void renderPlace(StringBuilder text) {
        host.ifPresent(name -> text.append(name.indexOf(':') < 0 ? name : "[" + name + "]"));
        port.ifPresent(number -> text.append(':').append(number));
        database.ifPresent(name -> text.append('/').append(name));
    }

    /** For people: the password is {@code ***}, and the query, which may hold secrets too, is left out. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(drivername).append("://");
        username.ifPresent(user -> {
            text.append(UrlText.encodeUser(user));
            password.ifPresent(secret -> text.append(':').append(secret));
            text.append('@');
        });
        renderPlace(text);
        return text.toString();
    }
}
