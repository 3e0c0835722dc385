package io.dlt4j.destination.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dlt4j.api.DestinationFactory;
import io.dlt4j.api.capability.Capabilities;
import io.dlt4j.api.config.ConfigValues;
import io.dlt4j.config.CapabilityOverrides;
import io.dlt4j.config.CapabilitySheet;
import io.dlt4j.config.Config;
import io.dlt4j.config.RunContext;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresTest {

    private static final String SHEET = "/" + CapabilitySheet.resourceName("postgres");

    private final Postgres postgres = new Postgres();

    @Test
    void isFoundAsADestination() {
        assertThat(ServiceLoader.load(DestinationFactory.class).stream())
                .anyMatch(provider -> provider.type() == Postgres.class);
    }

    @Test
    void itsSheetSaysWhatItSaysItselfAndIsTheOneOfTheHost() throws Exception {
        try (InputStream own = Postgres.class.getResourceAsStream(SHEET);
                InputStream hosts = CapabilitySheet.class.getResourceAsStream(SHEET)) {
            byte[] sheet = own.readAllBytes();
            assertThat(new String(hosts.readAllBytes(), UTF_8)).isEqualTo(new String(sheet, UTF_8));
            Capabilities parsed = CapabilitySheet.parse(sheet, "postgres", SHEET);
            assertThat(CapabilityOverrides.values(parsed))
                    .isEqualTo(CapabilityOverrides.values(postgres.capabilities()));
        }
    }

    @Test
    void isToldFromOthersByItsHost(@TempDir Path directory) {
        Map<String, String> environment = Map.of(
                "DLT_PROJECT_DIR",
                directory.toString(),
                "DESTINATION__POSTGRES__CREDENTIALS",
                "postgresql://loader:secret@localhost/db");
        Config config = Config.builder(RunContext.of(environment), environment).build();
        ConfigValues values = config.resolve(postgres.configSpec(), List.of("destination", "postgres"), Map.of());
        assertThat(postgres.storeIdentity(values)).contains("localhost");
    }
}
