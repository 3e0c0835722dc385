package io.dlt4j.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.api.error.DltException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamingConventionTest {

    private static final List<String> NAMES = List.of("snake_case", "direct", "duck_case", "sql_cs_v1", "sql_ci_v1");
    private static final List<String> PATH_NAMES = List.of("snake_case", "direct", "sql_cs_v1");
    private static final Map<String, Object> CASES = CanonicalJson.parseObject(TestResources.read("naming.json"));

    private static NamingConvention naming(String name) {
        return NamingConvention.of(name, OptionalInt.empty());
    }

    private static NamingConvention naming(String name, int max) {
        return NamingConvention.of(name, OptionalInt.of(max));
    }

    private static List<List<?>> cases(String key) {
        List<List<?>> rows = new ArrayList<>();
        ((List<?>) CASES.get(key)).forEach(row -> rows.add((List<?>) row));
        return rows;
    }

    private static Optional<String> attempt(Function<String, String> normalize, String input) {
        try {
            return Optional.of(normalize.apply(input));
        } catch (DltException e) {
            assertThat(e.code()).isEqualTo(SchemaError.SCHEMA_IDENTIFIER_EMPTY);
            return Optional.empty();
        }
    }

    /** The reference makes an empty name of underscores under sql_cs_v1 and sql_ci_v1; here it stays one underscore. */
    private static Optional<String> expected(Object value) {
        return Optional.ofNullable((String) value).map(text -> text.isEmpty() ? "_" : text);
    }

    @Test
    void normalizesIdentifiersAsTheReference() {
        List<List<?>> rows = cases("identifiers");
        assertThat(rows).hasSize(48);
        for (List<?> row : rows) {
            for (int i = 0; i < NAMES.size(); i++) {
                NamingConvention naming = naming(NAMES.get(i));
                assertThat(attempt(naming::normalizeIdentifier, (String) row.get(1)))
                        .as("%s %s", row.get(0), naming)
                        .isEqualTo(expected(row.get(i + 2)));
            }
        }
    }

    @Test
    void normalizesPathsAsTheReference() {
        List<List<?>> rows = cases("paths");
        assertThat(rows).hasSize(16);
        for (List<?> row : rows) {
            for (int i = 0; i < PATH_NAMES.size(); i++) {
                NamingConvention naming = naming(PATH_NAMES.get(i));
                assertThat(naming.normalizePath((String) row.get(1)))
                        .as("%s %s", row.get(0), naming)
                        .isEqualTo(row.get(i + 2));
            }
        }
    }

    @Test
    void agreesWithTheReferenceOnRandomNamesAndLimits() {
        List<List<?>> rows = cases("random");
        assertThat(rows).hasSizeGreaterThan(300);
        List<String> differences = new ArrayList<>();
        for (List<?> row : rows) {
            OptionalInt max = row.get(1) == null ? OptionalInt.empty() : OptionalInt.of(((Long) row.get(1)).intValue());
            for (int i = 0; i < NAMES.size(); i++) {
                NamingConvention naming = NamingConvention.of(NAMES.get(i), max);
                String input = (String) row.get(0);
                Optional<String> identifier = attempt(naming::normalizeIdentifier, input);
                if (!identifier.equals(expected(((List<?>) row.get(2)).get(i)))) {
                    differences.add(naming + " identifier '" + input + "' " + identifier);
                }
                Object path = ((List<?>) row.get(3)).get(i);
                Optional<String> actual = attempt(naming::normalizePath, input);
                if (!"".equals(path) && !actual.equals(Optional.ofNullable((String) path))) {
                    differences.add(naming + " path '" + input + "' " + actual);
                }
            }
        }
        assertThat(differences).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "3f17271231504b8cf65690bcdc379df8a3b8aabe12efe1ea82848ec5f497cb69, gds0iw",
        "58e5c351b53ffe1233e0656a532a721ae1d2ac7af71b6cfec8ceb64c63b10721, uyboiq",
        "'', f5wrpa",
        "a, hcjeia",
        "🚧, kcvtrw",
        "confidence__v_bool, evcf0a",
        "parent_table__child_collection, kphcyg",
        "she played cello well, uanpua"
    })
    void tagsAsTheReference(String raw, String tag) {
        assertThat(IdentifierTag.of(raw)).isEqualTo(tag);
    }

    @ParameterizedTest
    @CsvSource({"DLTHUB, 6, 123456", "DLT_HUB, 7, D123456", "prefDLT_HUB_suf, 8, p123456f"})
    void cutsTheMiddle(String identifier, int max, String cut) {
        assertThat(IdentifierTag.trimAndTag(identifier, "123456", max)).isEqualTo(cut);
    }

    @Test
    void shortensOnlyBeyondTheLimit() {
        String text = "she played cello well";
        assertThat(IdentifierTag.shorten(text, text, 20)).isEqualTo("she plauanpualo well");
        assertThat(IdentifierTag.shorten(text, text, 21)).isEqualTo(text);
        assertThat(naming("direct", 6).normalizeIdentifier("😀😀😀😀😀😀")).isEqualTo("😀😀😀😀😀😀");
        assertThat(naming("direct", 8).normalizeIdentifier("😀".repeat(9)))
                .startsWith("😀")
                .endsWith("😀")
                .hasSize(10);
    }

    @ParameterizedTest
    @CsvSource({
        "6, vjh0lq",
        "7, pvjh0lq",
        "10, prvjh0lqns",
        "16, prospvjh0lqtions",
        "32, prospects_extvjh0lqs__educations",
        "63, prospects_external_data__datavjh0lq__author_details__educations",
        "64, prospects_external_data__datavjh0lqs__author_details__educations",
        "127, prospects_external_data__data365_member__member__feed_activitvjh0lqcomments__items__comments__items__"
                + "author_details__educations"
    })
    void shortensLongPaths(int max, String expected) {
        String path = "prospects_external_data__data365_member__member__feed_activities_created_post__items__comments"
                + "__items__comments__items__author_details__educations";
        assertThat(naming("snake_case", max).normalizePath(path)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "snake_case, 20, CustomerShippingAddressLine1, customepykxbqs_line1",
        "snake_case, 20, This Is A Very Long Column Name!!, this_isge75bqn_namex",
        "snake_case, 20, xxxxxxxxxxxxxxxxxxxx, xxxxxxxxxxxxxxxxxxxx",
        "snake_case, 20, xxxxxxxxxxxxxxxxxxxxx, xxxxxxxtxy4ywxxxxxxx",
        "snake_case, 20, trailing_underscore____, trailinafikvaorexxxx",
        "snake_case, 9, VeryLongColumnNameThatExceedsTheLimit, ve2pevbqt",
        "snake_case, 32, VeryLongColumnNameThatExceedsTheLimit, very_long_col2pevbqeds_the_limit",
        "direct, 20, CustomerShippingAddressLine1, CustomepykxbqssLine1",
        "sql_ci_v1, 20, CustomerShippingAddressLine1, customepykxbqssline1"
    })
    void shortensIdentifiers(String name, int max, String identifier, String expected) {
        assertThat(naming(name, max).normalizeIdentifier(identifier)).isEqualTo(expected);
    }

    @Test
    void namesThatDifferInCaseGetDifferentTags() {
        NamingConvention naming = naming("snake_case", 63);
        assertThat(naming.normalizeIdentifier("a".repeat(64))).isEqualTo("a".repeat(29) + "fv1mma" + "a".repeat(28));
        assertThat(naming.normalizeIdentifier("A".repeat(64))).isEqualTo("a".repeat(29) + "mfutgq" + "a".repeat(28));
    }

    @Test
    void pathsAreShortenedByTheWholeOriginal() {
        assertThat(naming("snake_case", 20).normalizePath("trailing_underscore____"))
                .isEqualTo("trailing_underscore");
    }

    @Test
    void fragmentsAreShortenedByTheJoinedPath() {
        NamingConvention snake = naming("snake_case", 20);
        assertThat(snake.shortenFragments(List.of("parent_table", "child_collection")))
                .isEqualTo("parent_kphcyglection");
        assertThat(snake.shortenFragments(List.of("parent", "child"))).isEqualTo("parent__child");
        assertThat(snake.shortenFragments(List.of("parent_table", "child_collection", "grand")))
                .isEqualTo("parent_9hvwbg__grand");
        assertThat(naming("snake_case", 9).shortenFragments(List.of("confidence", "v_bool")))
                .isEqualTo("coevcf0al");
        assertThat(naming("direct", 20).shortenFragments(List.of("parent_table", "child_collection")))
                .isEqualTo("parent_v2qsdwlection");
    }

    @Test
    void makesSchemaNames() {
        assertThat(SchemaName.normalize("a!b")).isEqualTo("a_b");
        assertThat(SchemaName.normalize("a".repeat(65))).isEqualTo("a".repeat(29) + "xxvnwa" + "a".repeat(29));
        assertThat(SchemaName.normalize("My Pipeline")).isEqualTo("my_pipeline");
        assertThat(SchemaName.ofPipeline("chess_pipeline")).isEqualTo("chess");
        assertThat(SchemaName.ofPipeline("a_pipeline_pipeline")).isEqualTo("a_pipeline");
        assertThatThrownBy(() -> SchemaName.ofPipeline("_pipeline")).isInstanceOf(DltException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "_a1", "żółć", "class"})
    void acceptsSchemaNames(String name) {
        assertThat(SchemaName.require(name)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1a", "a b", "a-b", "a.b"})
    void refusesSchemaNames(String name) {
        assertThatThrownBy(() -> SchemaName.require(name))
                .isInstanceOfSatisfying(
                        DltException.class, e -> assertThat(e.code()).isEqualTo(SchemaError.SCHEMA_NAME_INVALID));
    }

    @Test
    void breaksAndMakesPaths() {
        NamingConvention naming = naming("snake_case");
        assertThat(naming.breakPath("a____b")).containsExactly("a", "b");
        assertThat(naming.breakPath("a___b")).containsExactly("a", "_b");
        assertThat(naming.makePath("a", " ", "b")).isEqualTo("a__b");
    }

    @Test
    void acceptsModulePathsAndRefusesUnknownNames() {
        assertThat(naming("dlt.common.normalizers.naming.sql_ci_v1").toString()).isEqualTo("sql_ci_v1_ci");
        assertThat(naming("snake_case", 63).toString()).isEqualTo("snake_case_ci_63");
        assertThat(naming("direct").separator()).isEqualTo("▶");
        assertThatThrownBy(() -> naming("nope"))
                .isInstanceOf(DltException.class)
                .hasMessageContaining("'nope'");
        assertThatThrownBy(() -> naming("direct", 5)).isInstanceOf(IllegalArgumentException.class);
    }
}
