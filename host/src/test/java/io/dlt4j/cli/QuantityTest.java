package io.dlt4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class QuantityTest {

    @Test
    void sizesHaveThreeDigits() {
        assertThat(Quantity.bytes(0)).isEqualTo("0 bytes");
        assertThat(Quantity.bytes(999)).isEqualTo("999 bytes");
        assertThat(Quantity.bytes(1000)).isEqualTo("1.00 kB");
        assertThat(Quantity.bytes(9_994)).isEqualTo("9.99 kB");
        assertThat(Quantity.bytes(9_996)).isEqualTo("10.0 kB");
        assertThat(Quantity.bytes(12_345_678)).isEqualTo("12.3 MB");
        assertThat(Quantity.bytes(999_600)).isEqualTo("1.00 MB");
        assertThat(Quantity.bytes(Long.MAX_VALUE)).isEqualTo("9.22 EB");
    }

    @Test
    void timesGetCoarserAsTheyGrow() {
        assertThat(Quantity.time(TimeUnit.MILLISECONDS.toNanos(840))).isEqualTo("0.84 s");
        assertThat(Quantity.time(TimeUnit.MILLISECONDS.toNanos(12_340))).isEqualTo("12.3 s");
        assertThat(Quantity.time(TimeUnit.MILLISECONDS.toNanos(59_700))).isEqualTo("1 min 0 s");
        assertThat(Quantity.time(TimeUnit.SECONDS.toNanos(192))).isEqualTo("3 min 12 s");
        assertThat(Quantity.time(TimeUnit.SECONDS.toNanos(7_260))).isEqualTo("2 h 1 min");
    }

    @Test
    void agesHaveOneUnit() {
        assertThat(Quantity.age(1)).isEqualTo("1 second");
        assertThat(Quantity.age(119)).isEqualTo("1 minute");
        assertThat(Quantity.age(7200)).isEqualTo("2 hours");
        assertThat(Quantity.age(259_200)).isEqualTo("3 days");
    }

    @Test
    void aRateOfAnInstantIsFinite() {
        assertThat(Quantity.rate(1000, 0)).isEqualTo("1.00 MB/s");
    }
}
