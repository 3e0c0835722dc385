package io.dlt4j.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import io.dlt4j.api.format.BytesVector;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NulCharactersTest {

    @Test
    void charactersOfTexts() {
        NulCharacters found = NulCharacters.of(vector("plain", null, "\0a\0\0é\0"), false);
        assertThat(found.count()).isEqualTo(4);
        assertThat(texts(found.replaced())).containsExactly("plain", null, "\uFFFDa\uFFFD\uFFFDé\uFFFD");
    }

    @Test
    void escapesOfDocumentsAndNotWhatLooksLikeOne() {
        NulCharacters found =
                NulCharacters.of(vector("\"x\"", "{\"a\\u0000\":\"\\\\u0000 \\\\\\u0000 \\u00001\"}", "[]"), true);
        assertThat(found.count()).isEqualTo(3);
        assertThat(texts(found.replaced()))
                .containsExactly("\"x\"", "{\"a\\ufffd\":\"\\\\u0000 \\\\\\ufffd \\ufffd1\"}", "[]");
    }

    @Test
    void valuesWithoutAnyStayWhereTheyAre() {
        BytesVector texts = vector("a", null, "b\\u0000");
        assertThat(NulCharacters.of(texts, false).replaced()).isSameAs(texts);
        BytesVector documents = vector("\"\\\\u0000\"", null, "\"\\u00001\"".replace("u00001", "u0001"));
        assertThat(NulCharacters.of(documents, true).replaced()).isSameAs(documents);
        assertThat(NulCharacters.of(new BytesVector(), true).count()).isZero();
    }

    private static BytesVector vector(String... values) {
        BytesVector vector = new BytesVector();
        for (String value : values) {
            if (value == null) {
                vector.padTo(vector.size() + 1);
            } else {
                vector.append(value);
            }
        }
        return vector;
    }

    private static List<String> texts(BytesVector vector) {
        List<String> texts = new ArrayList<>();
        for (int row = 0; row < vector.size(); row++) {
            texts.add(vector.isNull(row) ? null : vector.text(row));
        }
        return texts;
    }
}
