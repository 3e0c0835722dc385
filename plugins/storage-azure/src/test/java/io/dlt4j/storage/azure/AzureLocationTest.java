package io.dlt4j.storage.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.api.config.ConfigField;
import io.dlt4j.api.config.ConfigValues;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.storage.StorageLocation;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AzureLocationTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
            az://container/a/b,                              '',                   https://acc.blob.core.windows.net,      acc
            abfss://container@other.dfs.core.windows.net/a,  '',                   https://other.blob.core.windows.net,    other
            az://container@other.blob.core.windows.net,      '',                   https://other.blob.core.windows.net,    other
            az://container/a,                                acc.dfs.core.chinacloudapi.cn, https://acc.blob.core.chinacloudapi.cn, acc
            az://container/a,                                http://127.0.0.1:1/acc/, http://127.0.0.1:1/acc,              acc
            """)
    void saysWhereTheContainerIs(String url, String host, String endpoint, String account) {
        AzureLocation location = AzureLocation.of(location(url, Optional.of("acc"), host));
        assertThat(location).isEqualTo(new AzureLocation(account, endpoint, "container"));
    }

    @Test
    void saysWhatIsMissing() {
        assertThatThrownBy(() -> AzureLocation.of(location("az://container/a", Optional.empty(), "")))
                .isInstanceOf(DltException.class)
                .hasMessageContaining("which storage account");
        assertThatThrownBy(() -> AzureLocation.of(location("az://Not_One/a", Optional.of("acc"), "")))
                .isInstanceOf(DltException.class)
                .hasMessageContaining("Not_One");
    }

    private static StorageLocation location(String url, Optional<String> account, String host) {
        ConfigValues values = new ConfigValues() {
            @Override
            public <T> T require(ConfigField<T> field) {
                return find(field).orElseThrow();
            }

            @Override
            @SuppressWarnings("unchecked")
            public <T> Optional<T> find(ConfigField<T> field) {
                return switch (field.name()) {
                    case "azure_storage_account_name" -> (Optional<T>) account;
                    case "azure_account_host" -> host.isEmpty() ? Optional.empty() : Optional.of((T) host);
                    default -> Optional.empty();
                };
            }
        };
        return new StorageLocation(url, Optional.of(values), Map.of(), "pipe");
    }
}
