package io.dlt4j.api.storage;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.config.ConfigField;
import io.dlt4j.api.config.ConfigValues;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * What a store is opened with. Immutable.
 *
 * @param url such as {@code s3://bucket/folder}, with neither a question mark nor a slash at the end; a percent sign stands for
 *     itself. Names in the store are relative to it
 * @param credentials resolved values of a specification in {@code io.dlt4j.api.credentials} that fits the scheme; empty if
 *     there is none for it. Where the fields that say who one is have no value, the machine's own identity is meant
 * @param options further settings of the client, named as the user's configuration has them: {@code kwargs},
 *     {@code client_kwargs} and {@code config_kwargs}
 * @param owner whose unfinished work is this store's, usually the pipeline
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record StorageLocation(
        String url, Optional<ConfigValues> credentials, Map<String, Map<String, Object>> options, String owner) {

    private static final String AUTHORITY = "://";

    /** Checks and copies the parts. */
    public StorageLocation {
        requireNonNull(url, "url is null");
        requireNonNull(credentials, "credentials is null");
        requireNonNull(owner, "owner is null");
        options = Map.copyOf(options);
        if (url.indexOf(AUTHORITY) < 1) {
            throw new IllegalArgumentException("'" + url + "' is no URL");
        }
        while (url.endsWith("/") && !url.endsWith(AUTHORITY)) {
            url = url.substring(0, url.length() - 1);
        }
    }

    /** The scheme in lower case. */
    public String scheme() {
        return url.substring(0, url.indexOf(AUTHORITY)).toLowerCase(Locale.ROOT);
    }

    /** What is between the scheme and the path: a bucket, perhaps with an account. */
    public String authority() {
        String rest = rest();
        int slash = rest.indexOf('/');
        return slash < 0 ? rest : rest.substring(0, slash);
    }

    /** What is behind the bucket, without slashes around it; possibly empty. */
    public String path() {
        String rest = rest();
        int slash = rest.indexOf('/');
        return slash < 0 ? "" : rest.substring(slash + 1);
    }

    /** The setting of that name in one of {@code kwargs}, {@code client_kwargs} and {@code config_kwargs}, as text. */
    public Optional<String> option(String name) {
        return options.values().stream()
                .filter(group -> group.containsKey(name))
                .map(group -> String.valueOf(group.get(name)))
                .findFirst();
    }

    /** The value of a field of the credentials; empty if it has none, or if credentials of this kind do not have the field. */
    public <T> Optional<T> credential(ConfigField<T> field) {
        return credentials
                .filter(values -> values.spec().isEmpty()
                        || values.spec().get().find(field.name()).isPresent())
                .flatMap(values -> values.find(field));
    }

    private String rest() {
        return url.substring(url.indexOf(AUTHORITY) + AUTHORITY.length());
    }
}
