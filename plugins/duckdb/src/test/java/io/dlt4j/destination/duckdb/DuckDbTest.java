package io.dlt4j.destination.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dlt4j.api.ApiVersion;
import io.dlt4j.api.DestinationFactory;
import io.dlt4j.api.DestinationPlugin;
import io.dlt4j.api.capability.Capabilities;
import io.dlt4j.api.capability.DecimalPrecision;
import io.dlt4j.api.config.ConfigField;
import io.dlt4j.api.config.ConfigSpec;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class DuckDbTest {

    private final DuckDb factory = new DuckDb();

    @Test
    void isFoundThroughTheServiceLoader() {
        assertThat(ServiceLoader.load(DestinationFactory.class)).hasAtLeastOneElementOfType(DuckDb.class);
    }

    @Test
    void descriptorAgreesWithTheAnnotation() throws IOException {
        Properties descriptor = new Properties();
        try (InputStream in = resource("META-INF/dlt4j/plugin.properties")) {
            descriptor.load(in);
        }
        DestinationPlugin annotation = DuckDb.class.getAnnotation(DestinationPlugin.class);
        Object libraries = descriptor.remove("libraries");

        assertThat(String.valueOf(libraries))
                .matches("io\\.dlt4j:dlt4j-support-sql:[^,$]+,org\\.duckdb:duckdb_jdbc:[0-9.]+");
        assertThat(descriptor)
                .isEqualTo(Map.of(
                        "id", annotation.id(),
                        "api", annotation.api(),
                        "factory", DuckDb.class.getName(),
                        "destinations", factory.type(),
                        "native.access", "true"));
        assertThat(annotation.api()).isEqualTo(ApiVersion.CURRENT);
    }

    @Test
    void sheetEqualsTheCapabilities() throws IOException {
        JsonNode sheet;
        try (InputStream in = resource("META-INF/dlt4j/capabilities/duckdb.json")) {
            sheet = new ObjectMapper().readTree(in);
        }
        JsonNode expected = new ObjectMapper().valueToTree(asSheet(factory.capabilities()));

        assertThat(sheet).isEqualTo(expected);
    }

    @Test
    void worksWithoutTheDriver() throws Exception {
        URL[] urls = {DuckDb.class.getProtectionDomain().getCodeSource().getLocation()};
        try (URLClassLoader withoutDriver = new URLClassLoader(urls, new ApiOnly())) {
            Class<?> type = withoutDriver.loadClass(DuckDb.class.getName());
            assertThat(type).isNotEqualTo(DuckDb.class);

            DestinationFactory isolated =
                    (DestinationFactory) type.getConstructor().newInstance();

            assertThat(type.getDeclaredMethods()).isNotEmpty();
            assertThat(isolated.capabilities().fileFormats()).containsExactly("parquet", "jsonl");
            assertThat(isolated.configSpec().fields()).hasSize(2);
        }
    }

    @Test
    void declaresTheReferencesFields() {
        ConfigSpec spec = factory.configSpec();
        ConfigSpec credentials = spec.find("credentials")
                .orElseThrow()
                .alternatives(new Fixtures.Values(Map.of()))
                .get(0)
                .fields();

        assertThat(spec.fields()).extracting(ConfigField::name).containsExactly("credentials", "create_indexes");
        assertThat(credentials.fields())
                .extracting(ConfigField::name)
                .containsExactly("database", "read_only", "extensions", "global_config", "pragmas", "local_config");
        assertThat(credentials.fields())
                .allMatch(field -> field.isOptional() || field.defaultValue().isPresent());
    }

    private static Map<String, Object> asSheet(Capabilities capabilities) {
        Map<String, Object> sheet = new LinkedHashMap<>();
        sheet.put("type", capabilities.type());
        sheet.put("file_formats", capabilities.fileFormats());
        sheet.put("staging_file_formats", capabilities.stagingFileFormats());
        sheet.put("case_sensitive_identifiers", capabilities.caseSensitiveIdentifiers());
        sheet.put("case_folding", capabilities.caseFolding().text());
        sheet.put("max_identifier_length", capabilities.maxIdentifierLength());
        sheet.put("max_column_identifier_length", capabilities.maxColumnIdentifierLength());
        sheet.put("decimal_precision", pair(capabilities.decimalPrecision()));
        sheet.put("wei_precision", pair(capabilities.weiPrecision()));
        sheet.put("timestamp_precision", capabilities.timestampPrecision());
        sheet.put("max_timestamp_precision", capabilities.maxTimestampPrecision());
        sheet.put(
                "zoned_timestamp_precision",
                capabilities.zonedTimestampPrecision().orElseThrow());
        sheet.put("max_text_length", (int) capabilities.maxTextLength());
        sheet.put("max_query_length", capabilities.maxQueryLength());
        sheet.put("ddl_transactions", capabilities.ddlTransactions());
        sheet.put("transactions", capabilities.transactions());
        sheet.put("naive_timestamps", capabilities.naiveTimestamps());
        sheet.put("merge_strategies", capabilities.mergeStrategies());
        sheet.put("replace_strategies", capabilities.replaceStrategies());
        sheet.put("max_files_per_job", capabilities.maxFilesPerJob());
        assertThat(capabilities.namingConvention()).isEmpty();
        assertThat(capabilities.maxTableNesting()).isEmpty();
        assertThat(capabilities.maxParallelJobs()).isEmpty();
        assertThat(capabilities.recommendedFileSize()).isEmpty();
        return sheet;
    }

    private static int[] pair(DecimalPrecision precision) {
        return new int[] {precision.precision(), precision.scale()};
    }

    private static InputStream resource(String name) throws IOException {
        return DuckDb.class.getClassLoader().getResources(name).nextElement().openStream();
    }

    /** Sees the API and the platform, neither the plugin nor the driver. */
    static final class ApiOnly extends ClassLoader {

        ApiOnly() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith("io.dlt4j.api.") || name.startsWith("org.slf4j.")) {
                return DuckDbTest.class.getClassLoader().loadClass(name);
            }
            throw new ClassNotFoundException(name);
        }
    }
}
