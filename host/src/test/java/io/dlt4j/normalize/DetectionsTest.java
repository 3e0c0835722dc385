package io.dlt4j.normalize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.schema.DataType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DetectionsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-01-02T03:04:05Z",
                "2024-01-02 03:04",
                "2024-01-02T03",
                "20240102T030405",
                "2024-01-02T03:04:05+05:00"
            })
    void findsIsoTimestamps(String text) {
        assertThat(detect("iso_timestamp", text)).contains(DataType.TIMESTAMP);
        assertThat(detect("iso_date", text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-01-02", "03:04:05", "2024", "1580405246", "2024-01-02T25:00:00Z", "true", "1.5", ""})
    void leavesOtherTextsAlone(String text) {
        assertThat(detect("iso_timestamp", text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2024-01-02, DATE", "1975-05, DATE", "1975, DATE", "19750521, DATE", "197505,", "22:00:00,"})
    void findsIsoDates(String text, DataType expected) {
        assertThat(Detections.detect(List.of("iso_timestamp", "iso_date"), DataType.TEXT, text))
                .isEqualTo(Optional.ofNullable(expected));
    }

    @Test
    void findsEpochSecondsNearNow() {
        long now = System.currentTimeMillis() / 1000;
        assertThat(detect("timestamp", now)).contains(DataType.TIMESTAMP);
        assertThat(detect("timestamp", now - 4.9 * 31_536_000)).contains(DataType.TIMESTAMP);
        assertThat(detect("timestamp", now + 6 * 31_536_000L)).isEmpty();
        assertThat(detect("timestamp", 0L)).isEmpty();
        assertThat(detect("timestamp", Double.NaN)).isEmpty();
        assertThat(detect("timestamp", Long.toString(now))).isEmpty();
    }

    @Test
    void findsTypesForLargeIntegers() {
        assertThat(detect("large_integer", Long.MAX_VALUE)).isEmpty();
        assertThat(detect("large_integer", BigInteger.ONE.shiftLeft(63))).contains(DataType.WEI);
        assertThat(detect("large_integer", Wei.MAX)).contains(DataType.WEI);
        assertThat(detect("large_integer", Wei.MAX.add(BigInteger.ONE))).contains(DataType.TEXT);
        assertThat(detect("large_integer", BigInteger.ONE.shiftLeft(70).negate()))
                .isEmpty();
        assertThat(detect("large_integer", 1e30)).isEmpty();
    }

    @Test
    void convertsHexBytesAndWei() {
        HexBytes hex = new HexBytes(new byte[] {1});
        assertThat(detect("hexbytes_to_text", hex)).contains(DataType.TEXT);
        assertThat(detect("hexbytes_to_text", new byte[] {1})).isEmpty();
        assertThat(Coercion.coerce(DataType.TEXT, DataType.BINARY, hex, true)).isEqualTo("0x01");
        Wei wei = new Wei(new BigDecimal("21.37"));
        assertThat(detect("wei_to_double", wei)).contains(DataType.DOUBLE);
        assertThat(Coercion.coerce(DataType.DOUBLE, DataType.WEI, wei, true)).isEqualTo(21.37);
    }

    @Test
    void asksInTheOrderOfTheSettings() {
        assertThat(Detections.detect(List.of("iso_date", "iso_timestamp"), DataType.TEXT, "2024-01-02T03:04"))
                .contains(DataType.TIMESTAMP);
        assertThat(Detections.detect(List.of("iso_timestamp", "nope"), DataType.TEXT, "2024-01-02T03:04"))
                .contains(DataType.TIMESTAMP);
        assertThat(Detections.detect(List.of(), DataType.TEXT, "2024-01-02T03:04"))
                .isEmpty();
    }

    @Test
    void namesAnUnknownDetectionAndTheKnownOnes() {
        assertThatThrownBy(() -> detect("iso_timestmp", "x")).isInstanceOfSatisfying(DltException.class, e -> {
            assertThat(e.code()).isEqualTo(NormalizeError.NORMALIZE_DETECTION_UNKNOWN);
            assertThat(e).hasMessageContaining("'iso_timestmp'");
            assertThat(e.nextStep()).contains("iso_timestamp, iso_date");
        });
    }

    private static Optional<DataType> detect(String name, Object value) {
        return Detections.detect(List.of(name), ValueTypes.typeOf(value), value);
    }
}
