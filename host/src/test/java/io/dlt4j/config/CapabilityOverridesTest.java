package io.dlt4j.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.dlt4j.api.capability.Capabilities;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CapabilityOverridesTest {

    /** What is added to the capabilities has a key in sheets, and can be overridden. */
    @Test
    void knowsEveryCapability() {
        Set<String> properties = Arrays.stream(Capabilities.Builder.class.getDeclaredMethods())
                .filter(method -> method.getReturnType() == Capabilities.Builder.class)
                .map(Method::getName)
                .map(name -> name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        properties.remove("configured");
        assertThat(properties).hasSizeGreaterThan(20).allMatch(CapabilityOverrides::isCapability);
        assertThat(CapabilityOverrides.isCapability("type")).isFalse();
        assertThat(CapabilityOverrides.isCapability("create_indexes")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"duckdb", "filesystem", "postgres", "bigquery"})
    void writesWhatItReads(String type, @TempDir Path directory) throws Exception {
        Capabilities sheet = CapabilitySheet.builtIn(type).orElseThrow();
        Map<String, Object> values = CapabilityOverrides.values(sheet);
        Path file = Files.writeString(directory.resolve("sheet.json"), JsonText.format(values));
        assertThat(CapabilityOverrides.values(CapabilitySheet.parse(file))).isEqualTo(values);
        assertThat(CapabilityOverrides.apply(sheet, Map.of("create_indexes", true)))
                .isSameAs(sheet);
    }

    @Test
    void anAbsentValueIsTheDefault() {
        Map<String, Object> nothing = new LinkedHashMap<>();
        nothing.put("naming_convention", null);
        nothing.put("max_table_nesting", null);
        Capabilities forced = Capabilities.builder("x")
                .namingConvention("direct")
                .maxTableNesting(0)
                .build();
        Capabilities free = CapabilityOverrides.apply(forced, nothing);
        assertThat(free.namingConvention()).isEmpty();
        assertThat(free.maxTableNesting()).isEmpty();
    }
}
