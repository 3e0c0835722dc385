package io.dlt4j.destination.bigquery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dlt4j.api.DestinationFactory;
import io.dlt4j.api.capability.Capabilities;
import io.dlt4j.api.config.ConfigValues;
import io.dlt4j.config.CapabilityOverrides;
import io.dlt4j.config.CapabilitySheet;
import io.dlt4j.config.Config;
import io.dlt4j.config.RunContext;
import io.dlt4j.config.SampleTable;
import io.dlt4j.config.TomlDraft;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BigQueryTest {

    private static final String SHEET = "/" + CapabilitySheet.resourceName("bigquery");

    private final BigQuery bigquery = new BigQuery();

    @Test
    void isFoundAsADestination() {
        assertThat(ServiceLoader.load(DestinationFactory.class).stream())
                .anyMatch(provider -> provider.type() == BigQuery.class);
    }

    @Test
    void itsSheetSaysWhatItSaysItselfAndIsTheOneOfTheHost() throws Exception {
        try (InputStream own = BigQuery.class.getResourceAsStream(SHEET);
                InputStream hosts = CapabilitySheet.class.getResourceAsStream(SHEET)) {
            byte[] sheet = own.readAllBytes();
            assertThat(new String(hosts.readAllBytes(), UTF_8)).isEqualTo(new String(sheet, UTF_8));
            Capabilities parsed = CapabilitySheet.parse(sheet, "bigquery", SHEET);
            assertThat(CapabilityOverrides.values(parsed))
                    .isEqualTo(CapabilityOverrides.values(bigquery.capabilities()));
        }
    }

    @Test
    void isToldFromOthersByItsProject(@TempDir Path directory) {
        Map<String, String> environment = Map.of(
                "DLT_PROJECT_DIR",
                directory.toString(),
                "DESTINATION__BIGQUERY__CREDENTIALS",
                "{\"project_id\": \"p1\", \"private_key\": \"k\", \"client_email\": \"a@p1\"}");
        Config config = Config.builder(RunContext.of(environment), environment).build();
        ConfigValues values = config.resolve(bigquery.configSpec(), List.of("destination", "bigquery"), Map.of());
        assertThat(bigquery.storeIdentity(values)).contains("p1");
        assertThat(values.require(BigQueryConfig.LOCATION)).isEqualTo("US");
    }

    @Test
    @DisplayName("P-135: a service account is asked of BigQuery")
    void itsSampleConfigurationAsksForAServiceAccount(@TempDir Path directory) {
        TomlDraft secrets = TomlDraft.of(directory.resolve("secrets.toml"), true, "");
        TomlDraft config = TomlDraft.of(directory.resolve("config.toml"), false, "");
        List<String> open = SampleTable.of(List.of("destination", "bigquery"), bigquery.configSpec()).stream()
                .flatMap(table -> secrets.add(table, config).stream())
                .toList();
        assertThat(open)
                .containsExactlyInAnyOrder(
                        "destination.bigquery.credentials.project_id",
                        "destination.bigquery.credentials.private_key",
                        "destination.bigquery.credentials.client_email");
        assertThat(secrets.text()).contains("# location = \"US\"\n", "[destination.bigquery.credentials]\n");
    }
}
