package io.dlt4j.format.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.dlt4j.api.format.BytesVector;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ByteArrayDictionaryTest {

    private static final int ROWS = 20_000;

    private final ByteArrayDictionary dictionary = new ByteArrayDictionary();

    @Test
    void takesAConstantColumnAsOneEntry() {
        assertThat(build(row -> "1780000000.1234567")).isTrue();
        assertThat(dictionary.entries()).isEqualTo(1);
        assertThat(dictionary.entriesSize()).isEqualTo(4 + 18);
        assertThat(dictionary.indicesSize()).isLessThan(6);
    }

    @Test
    void tellsAConstantColumnFromOneWhosePiecesAreAlike() {
        assertThat(build(row -> "a".repeat(row % 3))).isTrue();
        assertThat(dictionary.entries()).isEqualTo(3);
    }

    @Test
    void seesTheOneRowThatDiffers() {
        assertThat(build(row -> row == ROWS - 1 ? "b" : "a")).isTrue();
        assertThat(dictionary.entries()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 50, 256, 257, 5000, 10_000})
    void takesValuesThatRepeat(int distinct) {
        assertThat(build(row -> "value " + row % distinct)).isEqualTo(distinct <= 1024 / 2 + 5);
    }

    @Test
    void takesManyValuesThatComeLate() {
        assertThat(build(row -> row % 3 > 0 ? "same" : "value " + row % 5000)).isTrue();
        assertThat(dictionary.entries()).isEqualTo(5001);
    }

    @Test
    void refusesValuesThatAreUnique() {
        assertThat(build(row -> "id " + row)).isFalse();
        assertThat(dictionary.entries()).isLessThan(1100);
    }

    @Test
    void refusesMoreEntriesThanItHasRoomFor() {
        BytesVector vector = new BytesVector();
        for (int row = 0; row < 60_000; row++) {
            vector.append("value " + (row % 3 == 0 ? row : 0));
        }
        assertThat(dictionary.build(vector, 0, 60_000)).isFalse();
    }

    @Test
    void refusesEntriesOfMoreThanAMebibyte() {
        BytesVector vector = new BytesVector();
        String text = "x".repeat(60_000);
        for (int row = 0; row < 60; row++) {
            vector.append(row % 20 + text);
        }
        assertThat(dictionary.build(vector, 0, 60)).isFalse();
    }

    @Test
    void refusesAConstantThatIsTooLong() {
        BytesVector vector = new BytesVector();
        String text = "x".repeat(2_000_000);
        vector.append(text);
        vector.append(text);
        assertThat(dictionary.build(vector, 0, 2)).isFalse();
    }

    @Test
    void refusesValuesThatWereMadeToCollide() {
        // "Aa" and "BB" have the same hash, and so have all words of these two of one length
        assertThat(build(row -> {
                    StringBuilder word = new StringBuilder();
                    for (int bit = 0; bit < 8; bit++) {
                        word.append((row >> bit & 1) == 0 ? "Aa" : "BB");
                    }
                    return word.toString();
                }))
                .isFalse();
    }

    @Test
    void refusesColumnsWithoutValues() {
        BytesVector vector = new BytesVector();
        vector.padTo(100);
        assertThat(dictionary.build(vector, 0, 100)).isFalse();
    }

    @Test
    void isReusedForChunksOfAnySize() {
        for (int rows : new int[] {1, 2, 3, 8, 1000, 17, 20_000, 5}) {
            BytesVector vector = new BytesVector();
            for (int row = 0; row < rows; row++) {
                vector.append("v" + row % 3);
            }
            assertThat(dictionary.build(vector, 0, rows)).isEqualTo(rows > 5);
        }
    }

    private boolean build(IntFunction<String> value) {
        BytesVector vector = new BytesVector();
        for (int row = 0; row < ROWS; row++) {
            vector.append(value.apply(row));
        }
        return dictionary.build(vector, 0, ROWS);
    }
}
