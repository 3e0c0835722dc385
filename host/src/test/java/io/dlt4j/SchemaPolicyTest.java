package io.dlt4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.api.capability.Capabilities;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.DataType;
import io.dlt4j.api.schema.TableSchema;
import io.dlt4j.config.Config;
import io.dlt4j.config.RunContext;
import io.dlt4j.schema.DltSchema;
import io.dlt4j.schema.NamingConvention;
import io.dlt4j.schema.SchemaError;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SchemaPolicyTest {

    private static final Capabilities PLAIN = Capabilities.builder("any").build();

    @TempDir
    private Path home;

    @Test
    void namingIsConfiguredForOneSchemaForAllByTheDestinationOrStored() {
        Capabilities direct =
                Capabilities.builder("any").namingConvention("direct").build();
        Map<String, String> both =
                Map.of("SCHEMA__NAMING", "sql_cs_v1", "SOURCES__EVENTS__SCHEMA__NAMING", "duck_case");
        assertThat(naming(both, direct, "events")).isEqualTo("duck_case");
        assertThat(naming(both, direct, "others")).isEqualTo("sql_cs_v1");
        assertThat(naming(Map.of(), direct, "events")).isEqualTo("direct");
        assertThat(naming(Map.of(), PLAIN, "events")).isEqualTo("snake_case");
        assertThat(policy(Map.of(), PLAIN)
                        .applied(schema("direct"))
                        .naming(OptionalInt.empty())
                        .name())
                .isEqualTo("direct");
    }

    @Test
    void aConventionThatIsNotThereIsRefusedWithThoseThatAre() {
        assertThatThrownBy(() -> naming(Map.of("SCHEMA__NAMING", "upper"), PLAIN, "events"))
                .isInstanceOfSatisfying(DltException.class, refused -> {
                    assertThat(refused.code()).isEqualTo(SchemaError.SCHEMA_NAMING_UNKNOWN);
                    assertThat(refused.render()).contains("upper").contains("sql_ci_v1");
                });
    }

    @Test
    void tablesWithoutDataAreRenamedSilently() {
        DltSchema renamed = policy(Map.of("SCHEMA__NAMING", "sql_ci_v1"), PLAIN).applied(schema("sql_cs_v1"));
        assertThat(renamed.tables().get("mytable").columns()).containsOnlyKeys("mycol");
    }

    @Test
    void tablesWithDataKeepTheirNamesUnlessThatIsAllowed() {
        DltSchema loaded = schema("sql_cs_v1").withSeenData(Set.of("MyTable"));
        SchemaPolicy other = policy(Map.of("SCHEMA__NAMING", "sql_ci_v1"), PLAIN);
        assertThatThrownBy(() -> other.applied(loaded)).isInstanceOfSatisfying(DltException.class, refused -> {
            assertThat(refused.code()).isEqualTo(SchemaError.SCHEMA_IDENTIFIERS_FROZEN);
            assertThat(refused.render()).contains("sql_cs_v1").contains("allow_identifier_change_on_table_with_data");
        });
        SchemaPolicy allowed = policy(
                Map.of(
                        "SCHEMA__NAMING", "sql_ci_v1",
                        "SCHEMA__ALLOW_IDENTIFIER_CHANGE_ON_TABLE_WITH_DATA", "true"),
                PLAIN);
        assertThat(allowed.applied(loaded).tables()).containsKey("mytable");
    }

    @Test
    void tablesWithDataStandInTheWayEvenIfNoNameChanges() {
        DltSchema loaded = DltSchema.create("events", NamingConvention.of("sql_cs_v1", OptionalInt.empty()))
                .withTable(
                        TableSchema.builder("lower")
                                .property("resource", "lower")
                                .build(),
                        true)
                .withSeenData(Set.of("lower"));
        SchemaPolicy other = policy(Map.of("SCHEMA__NAMING", "sql_ci_v1"), PLAIN);
        assertThatThrownBy(() -> other.applied(loaded)).hasMessageContaining("precaution");
    }

    @Test
    void theDestinationsNestingGoesBeforeTheSources() {
        Capabilities flat = Capabilities.builder("any").maxTableNesting(0).build();
        DltSchema schema = Source.of("events").maxTableNesting(3).overlaid(schema("snake_case"));
        assertThat(schema.normalizerConfig().maxNesting()).hasValue(3);
        assertThat(policy(Map.of(), flat).applied(schema).normalizerConfig().maxNesting())
                .hasValue(0);
        assertThat(Source.of("events").overlaid(schema).normalizerConfig().maxNesting())
                .isEmpty();
    }

    private String naming(Map<String, String> environment, Capabilities capabilities, String schemaName) {
        return policy(environment, capabilities)
                .create(schemaName)
                .naming(OptionalInt.empty())
                .name();
    }

    private static DltSchema schema(String naming) {
        return DltSchema.create("events", NamingConvention.of(naming, OptionalInt.empty()))
                .withTable(
                        TableSchema.builder("MyTable")
                                .column(ColumnSchema.of("MyCol", DataType.TEXT))
                                .property("resource", "MyTable")
                                .build(),
                        true);
    }

    private SchemaPolicy policy(Map<String, String> environment, Capabilities capabilities) {
        Config config = Config.of(RunContext.of(environment, Optional.of(home)), environment, Optional.of("web"));
        return new SchemaPolicy(config, capabilities, Optional.empty(), "snake_case");
    }
}
