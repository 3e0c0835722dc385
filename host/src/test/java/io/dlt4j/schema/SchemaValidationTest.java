package io.dlt4j.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.schema.DataType;
import io.dlt4j.api.schema.TableSchema;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaValidationTest {

    private static final String EMPTY = DltSchema.create("m", NamingConvention.of("snake_case", OptionalInt.empty()))
            .json();

    private static DltSchema parse(List<String> path, String value) {
        Map<String, Object> schema = CanonicalJson.parseObject(EMPTY);
        Map<String, Object> object = schema;
        for (String key : path.subList(0, path.size() - 1)) {
            object = Trees.mutable(object, key);
        }
        object.put(
                path.get(path.size() - 1),
                CanonicalJson.parseObject("{\"v\":" + value + "}").get("v"));
        return SchemaFileFormat.JSON.read(CanonicalJson.compact(schema));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "tables t bogus | 1 | ./tables[t]`: unexpected field `bogus`",
                "tables t write_disposition | \"bad\" | is not one of: [skip, append, replace, merge]",
                "tables t resource | 1 | ./tables[t]`: field `resource=1` is not a text",
                "tables t schema_contract | {\"tables\":\"x\"} | ./tables[t]/schema_contract`: field `tables=x`",
                "tables t schema_contract | {\"foo\":1} | unexpected field `foo`",
                "tables t schema_contract | \"foo\" | field `schema_contract=foo` is not one of",
                "tables t columns | [] | field `columns` is not an object",
                "tables t filters | {\"includes\":[\"^a\"]} | field `includes[0]` value `^a` looks like a regex",
                "tables t filters | {\"includes\":[\"re:(\"]} | does not compile as regex",
                "tables t references | [{\"cardinality\":\"zz\"}] | ./tables[t]/references[0]`: field `cardinality=zz`",
                "tables t columns c data_type | \"int\" | ./tables[t]/columns[c]`: field `data_type=int` is not one of",
                "tables t columns c nullable | \"x\" | field `nullable=x` is not true or false",
                "tables t columns c precision | 1.5 | field `precision=1.5` is not an integer",
                "tables t columns c foreign_key | true | unexpected field `foreign_key`",
                "tables t columns c dedup_sort | \"up\" | is not one of: [asc, desc]",
                "version | \"1\" | Path `.`: field `version=1` is not an integer",
                "bogus | 1 | Path `.`: unexpected field `bogus`",
                "previous_hashes | [1] | field `previous_hashes[0]=1` is not a text",
                "settings detections | [\"foo\"] | ./settings`: field `detections[0]=foo` is not one of",
                "settings default_hints | {\"unique\":[\"^a\"]} | field `default_hints[unique][0]` value `^a`",
                "settings preferred_types | {\"re:^a\":\"int\"} | field `preferred_types[re:^a]=int` is not one of",
                "normalizers json config | {\"foo\":1} | ./normalizers/json/config`: unexpected field `foo`",
                "normalizers json config | {\"propagation\":{\"root\":{\"a\":1}}} | field `root[a]=1` is not a text",
                "normalizers names | \"nope\" | Naming convention 'nope' is not known",
                "name | \"a b\" | Schema name 'a b' is not valid",
                "engine_version | 12 | is of engine version 12; this version reads 1 to 11",
                "tables | {} | lacks the system table '_dlt_version'",
                "tables | null | required field `tables`",
                "tables t parent | \"nope\" | the parent 'nope' of table 't'",
                "tables t parent | \"t\" | table 't' is its own ancestor"
            })
    void refusesWhatTheSchemaModelDoesNotAllow(String path, String value, String message) {
        assertThatThrownBy(() -> parse(List.of(path.split(" ")), value))
                .isInstanceOf(DltException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"columns\":{\"c\":{\"data_type\":null,\"nullable\":null,\"precision\":null,\"x-a\":1}}}",
                "{\"x-normalizer\":3,\"description\":null,\"parent\":null,\"schema_contract\":{}}",
                "{\"filters\":{\"includes\":[\"re:^a\"],\"excludes\":[]},\"file_format\":\"parquet\"}",
                "{\"references\":[{\"columns\":[\"a\"]}],\"schema_contract\":\"freeze\"}",
                "{\"columns\":{\"c\":{\"incremental\":true,\"x-active-record-timestamp\":null}}}"
            })
    void acceptsWhatItAllows(String table) {
        assertThatCode(() -> parse(List.of("tables", "t"), table)).doesNotThrowAnyException();
    }

    @Test
    void fillsInDefaults() {
        DltSchema schema = parse(List.of("tables", "t"), "{\"columns\":{\"c\":{\"name\":\"zzz\"}}}");
        TableSchema table = schema.tables().get("t");
        assertThat(table.properties()).isEqualTo(Map.of("write_disposition", "append", "resource", "t"));
        assertThat(table.columns().get("c").name()).isEqualTo("c");
        assertThat(parse(List.of("tables", "t", "columns", "c", "data_type"), "\"wei\"")
                        .tables()
                        .get("t")
                        .columns()
                        .get("c")
                        .dataType())
                .contains(DataType.WEI);
    }

    @Test
    void migratesOlderEnginesAsTheReference() {
        List<?> cases = (List<?>)
                CanonicalJson.parseObject(TestResources.read("migrations.json")).get("cases");
        assertThat(cases).hasSizeGreaterThan(10);
        for (Object each : cases) {
            Map<String, Object> recorded = Trees.map((Map<?, ?>) each);
            String stored = CanonicalJson.compact(recorded.get("stored"));
            Map<String, Object> migrated =
                    CanonicalJson.parseObject(SchemaFileFormat.JSON.read(stored).json());
            assertThat(migrated).as("%s", recorded.get("name")).isEqualTo(recorded.get("expected"));
        }
    }

    @Test
    void migratedSchemasNormalizeNamesAsAWhole() {
        Map<String, Object> old = CanonicalJson.parseObject(EMPTY);
        old.put("engine_version", 10L);
        DltSchema schema = DltSchema.parse(CanonicalJson.compact(old));
        assertThat(schema.usesPathNormalization()).isFalse();
        NamingConvention naming = schema.naming(OptionalInt.empty());
        assertThat(schema.normalized(TableSchema.builder("a__b").build(), naming)
                        .name())
                .isEqualTo("a_b");
        assertThat(DltSchema.parse(EMPTY)
                        .normalized(TableSchema.builder("a__b").build(), naming)
                        .name())
                .isEqualTo("a__b");
    }
}
