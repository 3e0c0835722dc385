package io.dlt4j.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dlt4j.api.error.DltException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code odd.yaml} is what PyYAML wrote, block style, of {@code odd.json}. */
class YamlDocumentTest {

    private final Map<String, Object> odd = CanonicalJson.parseObject(TestResources.read("odd.json"));

    @Test
    void readsWhatPyYamlWrote() {
        assertThat(YamlDocument.parse(TestResources.read("odd.yaml"))).isEqualTo(odd);
    }

    @Test
    void writesAsPyYamlDoes() {
        assertThat(YamlDocument.write(odd)).isEqualTo(TestResources.read("odd.yaml"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\u0085", "a\u2028b", "\ufeff", "09", "\u0000", "<<", " x\n\ny ", "0777", "1:30", "\ud83d\ude00"
            })
    void readsItsOwnTexts(String text) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("key", text);
        tree.put(text, List.of(text));

        assertThat(YamlDocument.parse(YamlDocument.write(tree))).isEqualTo(tree);
    }

    @Test
    void givesEachAliasAValueOfItsOwn() {
        Map<String, Object> tree = YamlDocument.parse("a: &id001\n- x\nb: *id001\nc: &m\n  k: 1\nd: *m\n");

        assertThat(tree)
                .isEqualTo(Map.of("a", List.of("x"), "b", List.of("x"), "c", Map.of("k", 1L), "d", Map.of("k", 1L)));
        assertThat(tree.get("a")).isNotSameAs(tree.get("b"));
    }

    @Test
    void refusesAliasesThatMultiply() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x]\n");
        for (int i = 1; i < 30; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d]%n".formatted(i, i, i - 1, i - 1));
        }

        assertThatExceptionOfType(DltException.class)
                .isThrownBy(() -> YamlDocument.parse(bomb.toString()))
                .withMessageContaining("aliases");
    }

    @Test
    void saysWhereTheTextIsBroken() {
        assertThatExceptionOfType(DltException.class)
                .isThrownBy(() -> YamlDocument.parse("tables:\n  a: [1\n"))
                .withMessageContaining("line 2");
    }
}
