package io.dlt4j.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextCoercionTest {

    private final TextCoercion coercion = new TextCoercion();

    @Test
    void readsSlicesOfABuffer() {
        char[] buffer = "x42|1.5|Yes|1970-01-02|00:00:01|60x".toCharArray();
        assertThat(coercion.toBigint(buffer, 1, 2)).isTrue();
        assertThat(coercion.longValue()).isEqualTo(42);
        assertThat(coercion.toDouble(buffer, 4, 3)).isTrue();
        assertThat(coercion.doubleValue()).isEqualTo(1.5);
        assertThat(coercion.toBool(buffer, 8, 3)).isTrue();
        assertThat(coercion.longValue()).isEqualTo(1);
        assertThat(coercion.toTimestamp(buffer, 12, 10)).isTrue();
        assertThat(coercion.longValue()).isEqualTo(Timestamp.MICROS_PER_DAY);
        assertThat(coercion.toDate(buffer, 12, 10)).isTrue();
        assertThat(coercion.longValue()).isEqualTo(1);
        assertThat(coercion.toTime(buffer, 23, 8)).isTrue();
        assertThat(coercion.longValue()).isEqualTo(1_000_000);
        assertThat(coercion.toTimestamp(buffer, 32, 2)).isTrue();
        assertThat(coercion.longValue()).isEqualTo(60_000_000);
    }

    @Test
    void forgetsAFailureWithTheNextText() {
        char[] buffer = "x1".toCharArray();
        assertThat(coercion.toBigint(buffer, 0, 2)).isFalse();
        assertThat(coercion.toDouble(buffer, 0, 2)).isFalse();
        assertThat(coercion.toBool(buffer, 0, 2)).isFalse();
        assertThat(coercion.toTimestamp(buffer, 0, 2)).isFalse();
        assertThat(coercion.toDate(buffer, 0, 2)).isFalse();
        assertThat(coercion.toTime(buffer, 0, 2)).isFalse();
        assertThat(coercion.toBool(buffer, 1, 1)).isTrue();
        assertThat(coercion.longValue()).isEqualTo(1);
    }
}
