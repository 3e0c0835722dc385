package io.dlt4j.storage.azure;

import io.dlt4j.api.credentials.AzureCredentials;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.storage.StorageError;
import io.dlt4j.api.storage.StorageLocation;
import java.util.Optional;

/**
 * Where a container is. Immutable.
 *
 * @param account the storage account
 * @param endpoint the URL of the account's blob service
 * @param container in it
 */
record AzureLocation(String account, String endpoint, String container) {

    private static final String PUBLIC_CLOUD = ".blob.core.windows.net";

    /** The account in the URL goes before the configured one. */
    static AzureLocation of(StorageLocation location) {
        String authority = location.authority();
        int at = authority.lastIndexOf('@');
        String container = at < 0 ? authority : authority.substring(0, at);
        Optional<String> host =
                at < 0 ? location.credential(AzureCredentials.ACCOUNT_HOST) : Optional.of(authority.substring(at + 1));
        Optional<String> named = at < 0
                ? Optional.empty()
                : host.map(text -> text.substring(0, text.indexOf('.') < 0 ? text.length() : text.indexOf('.')));
        String account = named.or(() -> location.credential(AzureCredentials.ACCOUNT_NAME))
                .orElseThrow(() -> unusable(location, "does not say in which storage account"));
        if (!container.matches("\\$?[a-z0-9][a-z0-9-]{1,62}")) {
            throw unusable(location, "has '" + container + "', which cannot be the name of a container,");
        }
        return new AzureLocation(account, endpoint(host.orElse(account + PUBLIC_CLOUD)), container);
    }

    /** A host alone is meant to be asked over HTTPS; a data lake's blobs are on a host of their own. */
    private static String endpoint(String host) {
        String url = host.contains("://") ? host : "https://" + host;
        return url.replace(".dfs.", ".blob.").replaceAll("/+$", "");
    }

    private static DltException unusable(StorageLocation location, String why) {
        return new DltException(
                StorageError.STORAGE_LOCATION,
                "The URL " + location.url() + " " + why + " its files are.",
                "Set bucket_url to az://container/folder with azure_storage_account_name in the credentials, or to"
                        + " abfss://container@account.dfs.core.windows.net/folder.");
    }
}
