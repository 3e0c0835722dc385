package io.dlt4j.normalize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.api.format.BytesVector;
import io.dlt4j.schema.CanonicalJson;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowIdsTest {

    private final RowIds ids = new RowIds();
    private final BytesVector vector = new BytesVector();

    @ParameterizedTest
    @CsvSource({
        "root_id, table__f, 0, Fys4dEJxm+QZEw",
        "root_id, table__f, 1, Eh99hvGu0is2mQ",
        "123456, zen__webpath, 0, DLZqexu9nUyZgw",
        "z5jIxXIbUnmbKw, t__l, 0, 6rVOW0pbUSjaAg"
    })
    void hashesParentTableAndIndex(String parent, String table, long index, String expected) {
        byte[] bytes = ("xx" + parent + "x").getBytes(StandardCharsets.UTF_8);
        ids.appendNested(vector, bytes, 2, parent.length(), table.getBytes(StandardCharsets.UTF_8), index);
        assertThat(vector.text(0)).isEqualTo(expected);
    }

    @Test
    void hashesTheIdsOfRowsInTheSameVector() {
        ids.appendHash(vector, bytes("{\"id\":1}"), 0, 8);
        ids.appendNested(vector, vector.data(), 0, 14, bytes("t__l"), 0);
        assertThat(vector.text(1)).isEqualTo("6rVOW0pbUSjaAg");
    }

    @Test
    void hashesLongNamesAndLargeIndexes() {
        String parent = "p".repeat(1000);
        long[] indexes = {9, 10, 99, 100, 1_234_567_890_123L, Long.MAX_VALUE};
        for (int i = 0; i < indexes.length; i++) {
            ids.appendNested(vector, bytes(parent), 0, 1000, bytes("t\u00e9"), indexes[i]);
            byte[] content = bytes(parent + "_t\u00e9_" + indexes[i]);
            ids.appendHash(vector, content, 0, content.length);
            assertThat(vector.text(2 * i)).isEqualTo(vector.text(2 * i + 1));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "H04|{\"a\":1,\"b\":\"x\"}|khlsLbyhkJKGeQ",
                "H06|{\"a\":1.0}|HKhElKsEA77FqA",
                "H07|{\"a\":1}|Ec9HPMTWWD8wGA",
                "H08|{\"a\":null}|dw9t1U6LGrpS0g",
                "H09|{}|RoBn8+L4hTHbJQ",
                "H10|{\"a\":[1,2,{\"y\":2,\"z\":1}]}|t+0ikqdj8Oij+A",
                "H11|{\"a\":\"ü\"}|d4gGU3kxvsrT1A",
                "H12|{\"A\":6,\"Z\":4,\"_\":5,\"z\":3,\"é\":1}|T7tx9je8VCYgmw",
                "H13|{\"v\":\"\uF0282024-01-02\"}|LtZlwO/SIzzjaA",
                "H14|{\"v\":\"\uF0272024-01-02T03:04:05+00:00\"}|eJc7EV30wkMMlw",
                "H15|{\"v\":\"\uF0261.10\"}|C6CRDBsVJ99YVg",
                "H16|{\"v\":\"\uF02BYWJj\"}|5MNB9VtH/M3U4Q",
                "H17|{\"v\":\"\uF02A0xff\"}|ffgH8X39pC1T7Q",
                "H18|{\"id\":1}|z5jIxXIbUnmbKw",
                "H19|{\"id\":1,\"k\":\"a\"}|K3/B9mnWg8bo6A"
            })
    void hashesContent(String id, String json, String expected) {
        byte[] content = bytes(json);
        ids.appendHash(vector, content, 0, content.length);
        assertThat(vector.text(0)).as(id).isEqualTo(expected);
    }

    @Test
    void hashesTypedValuesWithTheirTags() {
        Map<String, Object> row = Map.of("v", TypedJson.encode(new BigDecimal("1.10")));
        byte[] content = bytes(CanonicalJson.sorted(row));
        ids.appendHash(vector, content, 0, content.length);
        assertThat(vector.text(0)).isEqualTo("C6CRDBsVJ99YVg");
    }

    @Test
    void drawsDifferentRandomIdsOverManyBlocks() {
        int count = 10_000;
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < count; i++) {
            ids.appendRandom(vector);
            String id = vector.text(i);
            assertThat(id).hasSize(14);
            assertThat(Base64.getDecoder().decode(id)).hasSize(RowIds.DEFAULT_BYTES);
            seen.add(id);
        }
        assertThat(seen).hasSize(count);
    }

    @Test
    void makesIdsOfOtherLengths() {
        for (int bytes = 1; bytes <= 40; bytes++) {
            RowIds other = new RowIds(bytes);
            BytesVector target = new BytesVector();
            other.appendRandom(target);
            other.appendHash(target, bytes("{}"), 0, 2);
            assertThat(Base64.getDecoder().decode(target.text(0))).hasSize(bytes);
            assertThat(target.length(1)).isEqualTo(other.length());
        }
        assertThatThrownBy(() -> new RowIds(0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
